// Results files: HDF5 that xarray can open (engine h5netcdf), with a seal. The only interface to HDF5.
//
// Writing: the same calls in the same order give the same bytes, on every machine with this HDF5; nothing volatile (no time,
// host, path) is inside. The file appears under its name complete or not at all (write_atomically). Datasets have named
// dimensions, each a dimension scale with values; the order of groups, datasets and attributes is kept. Reading: the seal of a
// file — length and CRC-32C of the image, a 24-byte trailer that other HDF5 programs ignore — is checked for the whole file
// before libhdf5 parses a byte, because libhdf5 may crash on damaged files. Anything damaged, truncated, foreign or of an
// unexpected shape is Error(Exit::results). The file is never held in memory as a whole, neither when written to a path nor when
// read. Paths are "group/subgroup/name". libhdf5 does no I/O of its own and is not thread-safe: one thread at a time in the whole
// process.
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
using Attributes = std::vector<std::pair<std::string, AttributeValue>>;  // in writing order
using Names = std::vector<std::string>;
using Shape = std::vector<std::uint64_t>;

/// The last 24 bytes of a file: length and CRC-32C of the bytes before.
std::string make_seal(std::uint64_t length, std::uint32_t checksum);
std::string make_seal(std::string_view image);

class Hdf5Writer {
 public:
  /// An image in memory. `deflate_level`: 0 (none) ... 9 for the deflate filter; every numeric dataset also gets shuffle and
  /// fletcher32.
  explicit Hdf5Writer(int deflate_level = 4);
  /// An image in a file that appears at `path` when finish() is called without a name.
  explicit Hdf5Writer(const std::string& path, int deflate_level = 4);
  Hdf5Writer(Hdf5Writer&&) noexcept;
  ~Hdf5Writer();

  /// Creates the group and its parents if missing; "/" is the root (for its attributes).
  void group(const std::string& path, const Attributes& attributes = {});

  void attribute(const std::string& path, const std::string& name, const AttributeValue& value);

  /// Creates a dimension with its coordinate values, for the group in `path` and the groups below it.
  template <Element T>
  void dimension(const std::string& path, const std::vector<T>& values, const Attributes& attributes = {}) {
    create_scale(path, element_type<T>(), values.size(), attributes);
    append(path, values);
  }

  /// Creates an empty dataset, to be filled by append(). `dims` are looked up in its group, then in the parents; none: a scalar.
  /// `chunk` [elements by axis]: by default 1 along a first dimension "replica", and at most 1 MiB in all.
  void create(const std::string& path, ElementType type, const Names& dims, const Attributes& attributes = {},
              const Shape& chunk = {});

  /// Appends rows along the first axis. Append whole chunks: a chunk in pieces is recompressed for each piece.
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

  /// Returns the cutter that makes chunks of one row along the first axis of a dataset of three axes, outside this object and on
  /// any thread. Only for deflated datasets.
  ChunkCutter cutter(const std::string& path) const;

  /// Appends the next row, as made by the dataset's cutter.
  void append_chunks(const std::string& path, const std::vector<std::string>& chunks);

  /// Seals the image and returns it, or completes its file. Every dataset must have all its rows. Must be the last call.
  std::string finish();

  /// Seals an image in memory and writes it to a file.
  void finish(const std::string& path);

 private:
  void create_scale(const std::string& path, ElementType type, std::uint64_t length, const Attributes& attributes);
  void append(const std::string& path, ElementType type, const void* values, std::size_t count);

  struct Image;
  std::unique_ptr<Image> image_;
};

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
  std::size_t count_elements(const std::string& path, ElementType type, std::uint64_t first,
                             std::uint64_t count) const;
  void read_into(const std::string& path, ElementType type, std::uint64_t first, std::uint64_t count,
                 void* values) const;

  struct Image;
  std::unique_ptr<Image> image_;
};

}  // namespace sim
