// wufei._core: the part of the models that the Python package needs. Users import wufei.
#include "python/bindings/bindings.h"

#include "engine/base/parallel.h"
#include "models/run/build.h"

NB_MODULE(_core, module) {
  nanobind::set_leak_warnings(false);  // an interpreter that ends during a run keeps some objects: no concern of users
  module.doc() = "Compiled part of wufei; import wufei instead.";
  module.attr("version") = WUFEI_VERSION;
  module.attr("commit") = waste::commit_of_build().c_str();
  waste::python::bind_errors(module);
  waste::python::bind_scenario(module);
  waste::python::bind_kinds(module);
  waste::python::bind_run(module);
  waste::python::bind_results(module);
  waste::python::bind_outputs(module);
  waste::python::bind_compare(module);
  waste::python::bind_score(module);
  waste::python::bind_report(module);
  module.def("hardware_threads", &sim::hardware_threads, "Threads this machine can run at once.");
}
