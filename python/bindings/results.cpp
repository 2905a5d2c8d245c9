// The head of a results file, after checking its seal and version. Arrays are read by xarray.
#include "models/results/reader.h"

#include <nanobind/nanobind.h>
#include <nanobind/stl/string.h>

#include "python/bindings/bindings.h"

namespace waste::python {
namespace {

nb::dict read_head(const std::string& path) {
  ResultsContent content;
  {
    nb::gil_scoped_release unlocked;
    content = read_results(path);
  }
  nb::dict scenarios;
  for (const auto& scenario : content.scenarios) {
    nb::dict fields;
    fields["title_zh"] = scenario.title.zh;
    fields["title_en"] = scenario.title.en;
    fields["resolved"] = scenario.resolved;
    fields["mass_closure_g"] = scenario.mass_closure_g;
    scenarios[scenario.name.c_str()] = fields;
  }
  nb::dict head;
  head["version"] = content.version;
  head["scenario_sha256"] = content.scenario_sha256;
  head["data_sha256"] = content.data_sha256;
  head["seed"] = content.seed;
  head["replicas"] = content.replicas;
  head["complete"] = content.complete;
  head["scenarios"] = scenarios;
  return head;
}

}  // namespace

void bind_results(nb::module_& module) {
  module.def("read_head", &read_head, nb::arg("path"), "Checks a results file and reads what it says of itself.");
}

}  // namespace waste::python
