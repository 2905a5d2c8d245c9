// The head of a results file, after checking its seal, structure and version, and its groups and arrays.
#include "models/results/reader.h"

#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/variant.h>
#include <nanobind/stl/vector.h>

#include <memory>
#include <mutex>

#include "models/results/layout.h"
#include "python/bindings/arrays.h"
#include "python/bindings/bindings.h"

namespace waste::python {
namespace {

nb::dict read_head(const std::string& path) {
  ResultsContent content;
  {
    nb::gil_scoped_release unlocked;
    content = read_results(path);
  }
  nb::dict scenarios;
  for (const auto& scenario : content.scenarios) {
    nb::dict fields;
    fields["title_zh"] = scenario.title.zh;
    fields["title_en"] = scenario.title.en;
    fields["resolved"] = scenario.resolved;
    fields["mass_closure_g"] = scenario.mass_closure_g;
    scenarios[scenario.name.c_str()] = fields;
  }
  nb::dict head;
  head["version"] = content.version;
  head["scenario_sha256"] = content.scenario_sha256;
  head["data_sha256"] = content.data_sha256;
  head["seed"] = content.seed;
  head["replicas"] = content.replicas;
  head["complete"] = content.complete;
  head["scenarios"] = scenarios;
  return head;
}

/// An open results file. Several threads may read: they take turns.
class ResultsFile {
 public:
  explicit ResultsFile(const std::string& path) : file_(open_results(path)) {}

  std::vector<std::string> groups(const std::string& group) const { return file_.groups(group); }
  std::vector<std::string> datasets(const std::string& group) const { return file_.datasets(group); }

  nb::dict attributes(const std::string& path) const {
    nb::dict found;
    for (const auto& [name, value] : file_.attributes(path)) found[name.c_str()] = value;
    return found;
  }
  /// Type, names of the dimensions and shape.
  nb::tuple info(const std::string& path) const {
    const sim::DatasetInfo info = file_.info(path);
    return nb::make_tuple(sim::name_of(info.type), info.dims, info.shape);
  }
  nb::object read(const std::string& path, std::uint64_t first, std::uint64_t count) const {
    switch (file_.info(path).type) {
      case sim::ElementType::float32: return array<float>(path, first, count);
      case sim::ElementType::float64: return array<double>(path, first, count);
      case sim::ElementType::int32: return array<std::int32_t>(path, first, count);
      case sim::ElementType::int64: return array<std::int64_t>(path, first, count);
      case sim::ElementType::uint8: return array<std::uint8_t>(path, first, count);
      case sim::ElementType::text: break;
    }
    return nb::cast(rows<std::string>(path, first, count));
  }

 private:
  template <class T>
  std::vector<T> rows(const std::string& path, std::uint64_t first, std::uint64_t count) const {
    const nb::gil_scoped_release unlocked;
    const std::scoped_lock turn(mutex_);
    return file_.read_rows<T>(path, first, count);
  }
  template <class T>
  nb::object array(const std::string& path, std::uint64_t first, std::uint64_t count) const {
    sim::Shape shape = file_.info(path).shape;
    if (!shape.empty()) shape.front() = count;
    return as_array(rows<T>(path, first, count), shape);
  }

  mutable std::mutex mutex_;
  sim::Hdf5Reader file_;
};

}  // namespace

void bind_results(nb::module_& module) {
  module.def("read_head", &read_head, nb::arg("path"), "Checks a results file and reads what it says of itself.");
  nb::class_<ResultsFile>(module, "ResultsFile", "An open results file: its groups, datasets and values.")
      .def(nb::init<const std::string&>(), nb::arg("path"))
      .def("groups", &ResultsFile::groups, nb::arg("group"))
      .def("datasets", &ResultsFile::datasets, nb::arg("group"))
      .def("attributes", &ResultsFile::attributes, nb::arg("path"))
      .def("info", &ResultsFile::info, nb::arg("path"), "Type, names of the dimensions and shape.")
      .def("read", &ResultsFile::read, nb::arg("path"), nb::arg("first"), nb::arg("count"),
           "Rows of a dataset: an array, or a list of texts.");
}

}  // namespace waste::python
