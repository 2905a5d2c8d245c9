// Descriptions of the tables of a results file: names and labels of columns, units, row dimensions.
#include "models/outputs/output.h"

#include <nanobind/nanobind.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include "python/bindings/bindings.h"

namespace waste::python {
namespace {

nb::dict described(const ColumnInfo& info) {
  nb::dict fields;
  fields["name"] = info.name;
  fields["label_zh"] = info.label.zh;
  fields["label_en"] = info.label.en;
  fields["dims"] = info.dims;
  fields["unit"] = info.unit.own.empty() ? info.unit.udunits : info.unit.own;
  fields["about"] = info.about;
  fields["refers"] = info.refers;
  fields["type"] = sim::name_of(info.type);
  return fields;
}

nb::list all_outputs() {
  nb::list all;
  for (const Output& output : outputs()) {
    nb::dict fields;
    nb::list columns;
    for (const ColumnInfo& column : output.columns) columns.append(described(column));
    fields["name"] = output.name;
    fields["title_zh"] = output.title.zh;
    fields["title_en"] = output.title.en;
    fields["rows"] = output.rows;
    fields["columns"] = columns;
    all.append(fields);
  }
  return all;
}

}  // namespace

void bind_outputs(nb::module_& module) { module.def("outputs", &all_outputs, "The tables of a results file, in its order."); }

}  // namespace waste::python
