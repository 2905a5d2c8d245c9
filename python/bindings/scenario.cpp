#include "models/scenario/scenario.h"

#include <nanobind/nanobind.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include "engine/base/quantity.h"
#include "models/results/observed_values.h"
#include "models/scenario/templates.h"
#include "models/world/flow_network.h"
#include "models/world/world.h"
#include "python/bindings/bindings.h"

namespace waste::python {
namespace {

/// The table of input values, by column.
nb::dict values_table(const Scenario& scenario) {
  nb::dict table;
  const auto column = [&](const char* name, std::string InputValue::* member) {
    nb::list cells;
    for (const auto& value : scenario.values()) cells.append(value.*member);
    table[name] = cells;
  };
  column("path", &InputValue::path);
  column("value", &InputValue::value);
  column("low", &InputValue::low);
  column("high", &InputValue::high);
  column("status", &InputValue::status);
  column("source", &InputValue::source);
  column("printed", &InputValue::printed);
  column("origin", &InputValue::origin);
  return table;
}

void check(const Scenario& scenario) {
  auto errors = network_errors(*build_world(scenario));
  if (!errors.empty()) throw sim::InputError(std::move(errors));
}

std::string text_at(const Scenario& scenario, const char* path) {
  const Node* node = scenario.root().at_path(path);
  return node ? node->text : "";
}

/// Seconds since 1970, for numpy.datetime64[s].
std::pair<std::int64_t, std::int64_t> period(const Scenario& scenario) {
  const auto world = build_world(scenario);
  return {world->district.start.time_since_epoch().count(), world->district.end.time_since_epoch().count()};
}

/// A number written in one unit, in another; ValueError for what is no number or no such unit.
double convert(const std::string& number, const std::string& unit, const std::string& wanted) {
  try {
    return in_unit(number, unit, wanted);
  } catch (const sim::QuantityError& error) {
    throw nb::value_error(error.message().en.c_str());
  }
}

}  // namespace

void bind_scenario(nb::module_& module) {
  using Changes = std::vector<std::pair<std::string, std::string>>;
  module.def("convert", &convert, nb::arg("number"), nb::arg("unit"), nb::arg("wanted"), "A number in another unit; ValueError.");
  module.def(
      "write_template",
      [](const std::string& name, const std::string& folder, const std::string& zh, const std::string& en) {
        return write_template(name, folder, {zh, en});
      },
      nb::arg("name"), nb::arg("folder"), nb::arg("zh") = "", nb::arg("en") = "",
      "Writes a district to begin from; the paths of its files.");
  nb::class_<Scenario>(module, "Scenario", "The merged text of a scenario's files; a value.")
      .def_static("read", &Scenario::read, nb::arg("path"), nb::arg("overrides") = std::vector<std::string>{},
                  nb::call_guard<nb::gil_scoped_release>(), "Reads a file, its parents and tables; overrides are 'path=value'.")
      .def(
          "with_", [](const Scenario& scenario, const Changes& changes) { return scenario.with(changes); }, nb::arg("changes"),
          nb::call_guard<nb::gil_scoped_release>(), "A copy with values replaced, as pairs (path, YAML text).")
      .def("check", &check, nb::call_guard<nb::gil_scoped_release>(), "Builds the world and its network; raises what is wrong.")
      .def("resolved_text", &Scenario::resolved_text, nb::arg("origins") = false, "The merged scenario as YAML.")
      .def("values", &values_table, "Every input value, as columns of text.")
      .def_prop_ro("title_zh", [](const Scenario& scenario) { return text_at(scenario, "title.zh"); })
      .def_prop_ro("title_en", [](const Scenario& scenario) { return text_at(scenario, "title.en"); })
      .def("period", &period, nb::call_guard<nb::gil_scoped_release>(), "First second and the one after the last [s since 1970].")
      .def_prop_ro("name", [](const Scenario& scenario) { return scenario.name(); })
      .def_prop_ro("path", [](const Scenario& scenario) { return scenario.path(); })
      .def_prop_ro("changes", [](const Scenario& scenario) { return scenario.changes(); })
      .def_prop_ro("sha256", &Scenario::sha256)
      .def_prop_ro("data_sha256", &Scenario::data_sha256);
}

}  // namespace waste::python
