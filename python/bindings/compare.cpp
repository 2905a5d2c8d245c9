#include "models/results/compare.h"

#include <nanobind/nanobind.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include "python/bindings/bindings.h"

namespace waste::python {
namespace {

Comparison compare(const std::string& a, const std::string& b, CompareMode mode, double relative, double absolute, double confidence) {
  return compare_results(a, b, CompareOptions{mode, relative, absolute, confidence});
}

}  // namespace

void bind_compare(nb::module_& module) {
  nb::enum_<CompareMode>(module, "CompareMode")
      .value("exact", CompareMode::exact)
      .value("tolerance", CompareMode::tolerance)
      .value("statistical", CompareMode::statistical);
  nb::class_<Difference>(module, "Difference", "One place where two results files differ.")
      .def_ro("where", &Difference::where)
      .def_ro("a", &Difference::a)
      .def_ro("b", &Difference::b);
  nb::class_<Unseen>(module, "Unseen", "A shift that so few pairs could not have told from chance.")
      .def_ro("where", &Unseen::where)
      .def_ro("mean", &Unseen::mean)
      .def_ro("smallest", &Unseen::smallest);
  nb::class_<Comparison>(module, "Comparison", "What a comparison of two results files found.")
      .def_ro("same", &Comparison::same)
      .def_ro("too_few", &Comparison::too_few)
      .def_ro("unseen", &Comparison::unseen)
      .def_ro("compared", &Comparison::compared)
      .def_ro("different", &Comparison::different)
      .def_ro("first", &Comparison::first)
      .def_ro("summary", &Comparison::summary);
  const CompareOptions standard;
  module.def("compare", &compare, nb::arg("a"), nb::arg("b"), nb::arg("mode"), nb::arg("relative") = standard.relative,
             nb::arg("absolute") = standard.absolute, nb::arg("confidence") = standard.confidence, nb::call_guard<nb::gil_scoped_release>(),
             "Compares every dataset of two results files.");
}

}  // namespace waste::python
