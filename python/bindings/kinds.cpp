// The catalogue as plain dictionaries: everything a scenario can contain.
#include <nanobind/nanobind.h>
#include <nanobind/stl/string.h>

#include "models/assessment/indicator.h"
#include "models/facilities/read_sites.h"
#include "models/policies/driver.h"
#include "models/policies/kind_answers.h"
#include "models/policies/policy.h"
#include "models/scenario/default_value.h"
#include "python/bindings/bindings.h"

namespace waste::python {
namespace {

nb::dict texts(const sim::Text& text) {
  nb::dict languages;
  languages["zh"] = text.zh;
  languages["en"] = text.en;
  return languages;
}

nb::object default_of(const sim::Slot& slot) {
  const DefaultValue value = default_value(slot);
  if (const auto* number = std::get_if<double>(&value)) return nb::cast(*number);
  if (const auto* yes = std::get_if<bool>(&value)) return nb::cast(*yes);
  if (const auto* text = std::get_if<std::string>(&value)) return nb::cast(*text);
  return nb::none();
}

nb::dict parameter(const sim::ParameterInfo& info, nb::object value = nb::none()) {
  nb::dict fields;
  fields["name"] = info.name;
  fields["unit"] = info.unit;
  fields["description"] = info.description.en;
  fields["descriptions"] = texts(info.description);
  const bool limited = info.low != info.high;
  fields["low"] = limited ? nb::cast(info.low) : nb::none();
  fields["high"] = limited ? nb::cast(info.high) : nb::none();
  fields["required"] = info.is(sim::Trait::required);
  fields["default"] = info.is(sim::Trait::required) ? nb::none() : value;
  return fields;
}

template <class Interface>
nb::dict kind(const sim::Kind<Interface>& entry, const char* interface) {
  nb::dict fields;
  nb::list parameters;
  const auto object = entry.make();
  for (std::size_t i = 0; i < entry.parameters.size(); ++i)
    parameters.append(parameter(entry.parameters[i], default_of(entry.slot(*object, i))));
  fields["interface"] = interface;
  fields["name"] = entry.name;
  fields["description"] = entry.description.en;
  fields["title"] = texts({entry.title.zh, entry.title.en});
  fields["descriptions"] = texts(entry.description);
  fields["parameters"] = parameters;
  fields["formula"] = "";
  fields["formulas"] = texts({});
  return fields;
}

nb::list kinds() {
  nb::list all;
  for (const auto& entry : sim::Catalogue<Facility>::all()) {
    nb::dict fields = kind(entry, "facility");
    nb::list parameters = nb::cast<nb::list>(fields["parameters"]);
    for (const auto& common : common_site_parameters()) parameters.append(parameter(common));
    all.append(fields);
  }
  for (const auto& entry : sim::Catalogue<Policy>::all()) {
    nb::dict fields = kind(entry, "policy");
    nb::list parameters = nb::cast<nb::list>(fields["parameters"]);
    for (const auto& common : common_parameters_of(entry)) parameters.append(parameter(common));
    all.append(fields);
  }
  for (const auto& entry : sim::Catalogue<Driver>::all()) all.append(kind(entry, "driver"));
  for (const auto& entry : sim::Catalogue<Indicator>::all()) {
    nb::dict fields = kind(entry, "indicator");
    const sim::Text formula = entry.make()->formula;
    fields["formula"] = formula.en;
    fields["formulas"] = texts(formula);
    all.append(fields);
  }
  return all;
}

}  // namespace

void bind_kinds(nb::module_& module) { module.def("kinds", &kinds, "All kinds of facility, policy, driver and indicator."); }

}  // namespace waste::python
