// Translates errors of the library to the exceptions of wufei.errors; the exit code determines the class.
#include <nanobind/nanobind.h>
#include <nanobind/stl/string.h>

#include "engine/base/error.h"
#include "python/bindings/bindings.h"

namespace waste::python {
namespace {

/// The message may quote bytes of a file, which need not be text.
nb::object text_of(const std::string& text) {
  return nb::steal(PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), "backslashreplace"));
}

nb::dict to_python(const sim::Diagnostic& diagnostic) {
  nb::dict fields;
  fields["file"] = text_of(diagnostic.file);
  fields["line"] = diagnostic.line;
  fields["column"] = diagnostic.column;
  fields["length"] = diagnostic.length;
  fields["code"] = text_of(diagnostic.code);
  fields["message"] = text_of(diagnostic.message);
  fields["hint"] = text_of(diagnostic.hint);
  fields["note"] = text_of(diagnostic.note);
  fields["source_line"] = text_of(diagnostic.source_line);
  fields["message_zh"] = text_of(diagnostic.message_zh);
  fields["hint_zh"] = text_of(diagnostic.hint_zh);
  fields["text"] = text_of(sim::format(diagnostic));
  return fields;
}

void raise(const sim::Error& error, const nb::list& diagnostics) {
  const nb::object make_error = nb::module_::import_("wufei.errors").attr("make_error");
  const auto* file = dynamic_cast<const sim::FileError*>(&error);
  const nb::object made = make_error(static_cast<int>(error.exit()), text_of(error.what()), diagnostics,
                                     file ? nb::cast(file->number()) : nb::none(), file ? text_of(file->path()) : nb::none(),
                                     text_of(error.zh()));
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
