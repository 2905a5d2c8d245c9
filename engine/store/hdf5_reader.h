// Reading results files.
//
// libhdf5 is not asked: it crashes on forged files, opens others that they name, and takes what memory they claim. This reader knows
// the part of HDF5 that hdf5_writer.h writes and no more. On opening, it checks the seal of the whole file, then every group, dataset
// and attribute; values when they are read. Anything damaged, truncated, foreign, forged or of an unexpected shape is
// Error(Exit::results); memory and time are bounded by the length of the file. One thread at a time in one object.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/store/hdf5_file.h"

namespace sim {

struct DatasetInfo {
  ElementType type = ElementType::float64;
  Names dims;   // names of the dimensions, one for each axis; the coordinate of a dimension has its own name
  Shape shape;  // lengths of the axes
};

class Hdf5Reader {
 public:
  explicit Hdf5Reader(const std::string& path);
  Hdf5Reader(Hdf5Reader&&) noexcept;
  Hdf5Reader& operator=(Hdf5Reader&&) noexcept;
  ~Hdf5Reader();

  /// Names of the groups, or the datasets (dimensions too), directly in `group`, in order of creation.
  Names groups(const std::string& group = "/") const;
  Names datasets(const std::string& group = "/") const;
  bool has(const std::string& path) const;

  DatasetInfo info(const std::string& path) const;

  /// Attributes of a group or dataset, without the four that define dimensions.
  Attributes attributes(const std::string& path) const;
  std::optional<AttributeValue> attribute(const std::string& path, const std::string& name) const;

  /// All elements, the last axis fastest. T is the dataset's type or a wider one that can represent all its values.
  template <Element T>
  std::vector<T> read(const std::string& path) const {
    return read_rows<T>(path, 0, rows(path));
  }

  /// Rows first ... first + count - 1 along the first axis.
  template <Element T>
  std::vector<T> read_rows(const std::string& path, std::uint64_t first, std::uint64_t count) const {
    std::vector<T> values(count_elements(path, element_type<T>(), first, count));
    read_into(path, element_type<T>(), first, count, values.data());
    return values;
  }

 private:
  std::uint64_t rows(const std::string& path) const;
  std::size_t count_elements(const std::string& path, ElementType type, std::uint64_t first, std::uint64_t count) const;
  void read_into(const std::string& path, ElementType type, std::uint64_t first, std::uint64_t count, void* values) const;

  struct Image;
  std::unique_ptr<Image> image_;
};

}  // namespace sim
