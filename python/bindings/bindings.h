// One function per part of the module; module.cpp calls them in order. Bindings only translate and make no decisions.
#pragma once

#include <nanobind/nanobind.h>

namespace waste::python {

namespace nb = nanobind;

void bind_errors(nb::module_& module);
void bind_scenario(nb::module_& module);
void bind_kinds(nb::module_& module);
void bind_run(nb::module_& module);
void bind_results(nb::module_& module);
void bind_outputs(nb::module_& module);
void bind_compare(nb::module_& module);
void bind_score(nb::module_& module);
void bind_report(nb::module_& module);

}  // namespace waste::python
