#include "models/report/report.h"

#include <nanobind/nanobind.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <map>

#include "models/report/html.h"
#include "models/report/verdict.h"
#include "models/results/reader.h"
#include "models/views/page.h"
#include "python/bindings/bindings.h"

namespace waste::python {
namespace {

nb::dict report_fragment(const std::vector<std::string>& paths, const std::string& main, const std::string& against) {
  report::Fragment parts;
  {
    const nb::gil_scoped_release unlocked;
    report::Request request{paths, {}, {}, {}};
    if (!main.empty()) request.main = main;
    if (!against.empty()) request.against = against;
    parts = report::fragment_of(report::report_on(request));
  }
  nb::dict fields;
  fields["title"] = parts.title, fields["subtitle"] = parts.subtitle;
  fields["contents"] = parts.contents, fields["main"] = parts.main, fields["data"] = parts.data;
  return fields;
}

/// How many mandatory targets are safe, open and missed.
nb::dict verdict_counts(const std::string& path, const std::string& scenario) {
  std::map<report::Mark, int> counts;
  {
    const nb::gil_scoped_release unlocked;
    for (const ScenarioResult& result : read_results(path).scenarios)
      if (result.name == scenario)
        for (const IndicatorResult* line : report::scored_lines(result, {}))
          if (line->mandatory) ++counts[report::mark_of(*line)];
  }
  nb::dict fields;
  for (const auto mark : {report::Mark::safe, report::Mark::open, report::Mark::missed}) fields[report::name_of(mark)] = counts[mark];
  return fields;
}

nb::dict page() {
  const auto text = [](std::string_view of) { return nb::str(of.data(), of.size()); };
  nb::dict fields;
  fields["page_script"] = text(page_script), fields["page_style"] = text(page_style);
  fields["studio_script"] = text(studio_script), fields["studio_style"] = text(studio_style);
  fields["shapes"] = text(report::page_shapes), fields["languages"] = text(report::page_languages);
  return fields;
}

}  // namespace

void bind_report(nb::module_& module) {
  module.def("report", &report_fragment, nb::arg("paths"), nb::arg("main"), nb::arg("against"),
             "What `wufei report` says of results files, as parts of a page: HTML, and the data of its pictures as JSON.");
  module.def("verdict", &verdict_counts, nb::arg("path"), nb::arg("scenario"), "How many mandatory targets are safe, open and missed.");
  module.def("page", &page, "Scripts, styles and fixed parts of the page.");
}

}  // namespace waste::python
