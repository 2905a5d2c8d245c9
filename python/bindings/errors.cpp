// Translates errors of the library to the exceptions of wufei.errors; the exit code determines the class.
#include <nanobind/nanobind.h>
#include <nanobind/stl/string.h>

#include "engine/base/error.h"
#include "python/bindings/bindings.h"

namespace waste::python {
namespace {

nb::dict to_python(const sim::Diagnostic& diagnostic) {
  nb::dict fields;
  fields["file"] = diagnostic.file;
  fields["line"] = diagnostic.line;
  fields["column"] = diagnostic.column;
  fields["length"] = diagnostic.length;
  fields["code"] = diagnostic.code;
  fields["message"] = diagnostic.message;
  fields["hint"] = diagnostic.hint;
  fields["note"] = diagnostic.note;
  fields["source_line"] = diagnostic.source_line;
  fields["text"] = sim::format(diagnostic);
  return fields;
}

void raise(const sim::Error& error, const nb::list& diagnostics) {
  const nb::object make_error = nb::module_::import_("wufei.errors").attr("make_error");
  const nb::object made = make_error(static_cast<int>(error.exit()), error.what(), diagnostics);
  PyErr_SetObject(made.type().ptr(), made.ptr());
}

void translate(const std::exception_ptr& pointer, void*) {
  try {
    std::rethrow_exception(pointer);
  } catch (const sim::InputError& error) {
    nb::list diagnostics;
    for (const auto& diagnostic : error.diagnostics()) diagnostics.append(to_python(diagnostic));
    raise(error, diagnostics);
  } catch (const sim::Error& error) {
    raise(error, nb::list());
  }
}

}  // namespace

void bind_errors(nb::module_&) { nb::register_exception_translator(translate); }

}  // namespace waste::python
