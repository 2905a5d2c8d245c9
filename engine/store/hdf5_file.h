// Results files: HDF5 that xarray opens (engine h5netcdf), sealed. The only door to HDF5.
//
// Writing: the same calls in the same order give the same bytes, on every machine with this HDF5; nothing volatile (no
// time, host, path) is inside. The file appears whole under its name or not at all (write_atomically). Datasets stand
// on named dimensions, each a dimension scale with values; order of groups, datasets and attributes is kept.
// Reading: the seal of a file — length and CRC-32C of the image, 24 bytes behind it, which other HDF5 programs do not
// see — is checked over all of it before libhdf5 parses a byte, because libhdf5 may crash on damaged files.
// Whatever is damaged, cut, foreign or of another shape than asked for is Error(Exit::results).
// Memory does not hold the file, neither when it is written to a path nor when it is read.
// Paths are "group/subgroup/name". libhdf5 does no I/O of its own and is not thread-safe: one thread at a time in the whole process.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/store/chunk.h"

namespace sim {

enum class ElementType { float32, float64, int32, int64, uint8, text };

const char* name_of(ElementType type);

template <class T>
concept Element = std::same_as<T, float> || std::same_as<T, double> || std::same_as<T, std::int32_t> ||
                  std::same_as<T, std::int64_t> || std::same_as<T, std::uint8_t> || std::same_as<T, std::string>;

template <Element T>
constexpr ElementType element_type() {
  if constexpr (std::same_as<T, float>) return ElementType::float32;
  if constexpr (std::same_as<T, double>) return ElementType::float64;
  if constexpr (std::same_as<T, std::int32_t>) return ElementType::int32;
  if constexpr (std::same_as<T, std::int64_t>) return ElementType::int64;
  if constexpr (std::same_as<T, std::uint8_t>) return ElementType::uint8;
  if constexpr (std::same_as<T, std::string>) return ElementType::text;
}

using AttributeValue = std::variant<std::int64_t, double, std::string>;
using Attributes = std::vector<std::pair<std::string, AttributeValue>>;  // in the order they are written
using Names = std::vector<std::string>;
using Shape = std::vector<std::uint64_t>;

/// What the last 24 bytes of a file say of the bytes before: how many they are, and their CRC-32C.
std::string make_seal(std::uint64_t length, std::uint32_t checksum);
std::string make_seal(std::string_view image);

class Hdf5Writer {
 public:
  /// An image in memory. 0 (none) ... 9 for the deflate filter; every numeric dataset also gets shuffle and fletcher32.
  explicit Hdf5Writer(int deflate_level = 4);
  /// An image in a file that appears at `path` when finish() is called without a name.
  explicit Hdf5Writer(const std::string& path, int deflate_level = 4);
  Hdf5Writer(Hdf5Writer&&) noexcept;
  ~Hdf5Writer();

  /// Makes the group and those above it, unless they are there; "/" is the root, for its attributes.
  void group(const std::string& path, const Attributes& attributes = {});

  void attribute(const std::string& path, const std::string& name, const AttributeValue& value);

  /// A dimension of the group in `path` and of the groups below it, with the values of its coordinate.
  template <Element T>
  void dimension(const std::string& path, const std::vector<T>& values, const Attributes& attributes = {}) {
    create_scale(path, element_type<T>(), values.size(), attributes);
    append(path, values);
  }

  /// An empty dataset to be filled by append(). `dims` are found in its group, then in those above; none: one value.
  /// `chunk` [elements by axis]: by default 1 along a first dimension "replica", and at most 1 MiB in all.
  void create(const std::string& path, ElementType type, const Names& dims, const Attributes& attributes = {},
              const Shape& chunk = {});

  /// The next rows along the first axis. Append whole chunks: a chunk in pieces is compressed again for each.
  template <Element T>
  void append(const std::string& path, std::span<const T> values) {
    append(path, element_type<T>(), values.data(), values.size());
  }
  template <Element T>
  void append(const std::string& path, const std::vector<T>& values) {
    append(path, std::span<const T>(values));
  }

  /// create() and append() in one.
  template <Element T>
  void dataset(const std::string& path, const Names& dims, const std::vector<T>& values,
               const Attributes& attributes = {}, const Shape& chunk = {}) {
    create(path, element_type<T>(), dims, attributes, chunk);
    append(path, values);
  }

  /// What makes chunks of one row along the first axis of a dataset of three axes, outside this object and on any thread. Only
  /// where there is deflate.
  ChunkCutter cutter(const std::string& path) const;

  /// The next row, as the dataset's cutter made it.
  void append_chunks(const std::string& path, const std::vector<std::string>& chunks);

  /// Closes the image with its seal: it is returned, or stands in its file. Every dataset must have all its rows. Once only, as
  /// the last call.
  std::string finish();

  /// Closes an image in memory into a file.
  void finish(const std::string& path);

 private:
  void create_scale(const std::string& path, ElementType type, std::uint64_t length, const Attributes& attributes);
  void append(const std::string& path, ElementType type, const void* values, std::size_t count);

  struct Image;
  std::unique_ptr<Image> image_;
};

struct DatasetInfo {
  ElementType type = ElementType::float64;
  Names dims;   // names of the dimensions, one for each axis; a dimension's own coordinate names itself
  Shape shape;  // lengths of the axes
};

class Hdf5Reader {
 public:
  explicit Hdf5Reader(const std::string& path);
  Hdf5Reader(Hdf5Reader&&) noexcept;
  Hdf5Reader& operator=(Hdf5Reader&&) noexcept;
  ~Hdf5Reader();

  /// Names of the groups, or the datasets (dimensions too), directly in `group`, in the order they were made.
  Names groups(const std::string& group = "/") const;
  Names datasets(const std::string& group = "/") const;
  bool has(const std::string& path) const;

  DatasetInfo info(const std::string& path) const;

  /// Of a group or dataset, without the four that make dimensions.
  Attributes attributes(const std::string& path) const;
  std::optional<AttributeValue> attribute(const std::string& path, const std::string& name) const;

  /// All elements, the last axis fastest. T is the dataset's type, or a wider one that holds all its values.
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
  std::size_t count_elements(const std::string& path, ElementType type, std::uint64_t first,
                             std::uint64_t count) const;
  void read_into(const std::string& path, ElementType type, std::uint64_t first, std::uint64_t count,
                 void* values) const;

  struct Image;
  std::unique_ptr<Image> image_;
};

}  // namespace sim
