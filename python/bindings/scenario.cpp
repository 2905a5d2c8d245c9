#include "models/scenario/scenario.h"

#include <nanobind/nanobind.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include "engine/base/quantity.h"
#include "models/results/guard.h"
#include "models/results/observed_values.h"
#include "models/scenario/bundle.h"
#include "models/scenario/templates.h"
#include "models/world/flow_network.h"
#include "models/world/replica_world.h"
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

/// The ranges of a scenario, by column.
nb::dict ranges_table(const Scenario& scenario) {
  std::vector<UncertainValue> values;
  {
    const nb::gil_scoped_release unlocked;
    values = uncertain_values(scenario);
  }
  nb::dict table;
  const auto column = [&](const char* name, auto get) {
    nb::list cells;
    for (const UncertainValue& value : values) cells.append(get(value));
    table[name] = cells;
  };
  column("path", [](const UncertainValue& v) { return v.path; });
  column("low", [](const UncertainValue& v) { return v.low; });
  column("mode", [](const UncertainValue& v) { return v.mode; });
  column("high", [](const UncertainValue& v) { return v.high; });
  column("unit", [](const UncertainValue& v) { return v.unit; });
  column("whole", [](const UncertainValue& v) { return v.whole; });
  column("group",
         [](const UncertainValue& v) { return v.group == UncertainValue::no_group ? std::string() : v.path.substr(0, v.path.rfind('.')); });
  return table;
}

nb::bytes to_bytes(const Scenario& scenario) {
  std::string bytes;
  {
    const nb::gil_scoped_release unlocked;
    bytes = ScenarioBytes::write(scenario);
  }
  return nb::bytes(bytes.data(), bytes.size());
}

Scenario from_bytes(const nb::bytes& bytes) {
  const std::string_view view(bytes.c_str(), bytes.size());
  const nb::gil_scoped_release unlocked;
  return ScenarioBytes::read(view);
}

std::string text_at(const Scenario& scenario, const char* path) {
  const Node* node = scenario.root().at_path(path);
  return node ? node->text : "";
}

std::vector<std::string> keys_at(const Scenario& scenario, const char* path) {
  std::vector<std::string> keys;
  const Node* node = scenario.root().at_path(path);
  if (node && node->type == Node::Type::map)
    for (const Node::Entry& entry : node->entries) keys.push_back(entry.key);
  return keys;
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
  module.def("guard_text", &guard_text, nb::arg("path"), "Refuses to let text replace results, or scenarios and data of a project.");
  nb::class_<Scenario>(module, "Scenario", "The merged text of a scenario's files; a value.")
      .def_static("read", &Scenario::read, nb::arg("path"), nb::arg("overrides") = std::vector<std::string>{},
                  nb::call_guard<nb::gil_scoped_release>(), "Reads a file, its parents and tables; overrides are 'path=value'.")
      .def_static("parse", &Scenario::parse, nb::arg("name"), nb::arg("text"), nb::call_guard<nb::gil_scoped_release>(),
                  "A scenario from its resolved text.")
      .def(
          "with_", [](const Scenario& scenario, const Changes& changes) { return scenario.with(changes); }, nb::arg("changes"),
          nb::call_guard<nb::gil_scoped_release>(), "A copy with values replaced, as pairs (path, YAML text).")
      .def_static("from_bytes", &from_bytes, nb::arg("bytes"), "A scenario from the bytes of another process.")
      .def("to_bytes", &to_bytes, "All that the scenario holds, files included; not compressed.")
      .def("named", &ScenarioBytes::under_name, nb::arg("name"), nb::call_guard<nb::gil_scoped_release>(), "The same under another name.")
      .def("ranges", &ranges_table, "Every value with a range, as columns.")
      .def("check", &check, nb::call_guard<nb::gil_scoped_release>(), "Builds the world and its network; raises what is wrong.")
      .def("resolved_text", &Scenario::resolved_text, nb::arg("origins") = false, "The merged scenario as YAML.")
      .def("values", &values_table, "Every input value, as columns of text.")
      .def(
          "text_at", [](const Scenario& scenario, const std::string& path) { return text_at(scenario, path.c_str()); }, nb::arg("path"),
          "Text of a scalar; empty if there is none.")
      .def(
          "keys_at", [](const Scenario& scenario, const std::string& path) { return keys_at(scenario, path.c_str()); }, nb::arg("path"),
          "Keys of a map; none if there is none.")
      .def_prop_ro("title_zh", [](const Scenario& scenario) { return text_at(scenario, "title.zh"); })
      .def_prop_ro("title_en", [](const Scenario& scenario) { return text_at(scenario, "title.en"); })
      .def("period", &period, nb::call_guard<nb::gil_scoped_release>(), "First second and the one after the last [s since 1970].")
      .def_prop_ro("files",
                   [](const Scenario& scenario) {
                     std::vector<std::string> names;
                     for (const auto& file : scenario.files()) names.push_back(file.name);
                     return names;
                   })
      .def_prop_ro("name", [](const Scenario& scenario) { return scenario.name(); })
      .def_prop_ro("path", [](const Scenario& scenario) { return scenario.path(); })
      .def_prop_ro("changes", [](const Scenario& scenario) { return scenario.changes(); })
      .def_prop_ro("sha256", &Scenario::sha256)
      .def_prop_ro("data_sha256", &Scenario::data_sha256);
}

}  // namespace waste::python
