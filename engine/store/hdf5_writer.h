// Writing results files.
//
// The same calls in the same order give the same bytes, on every machine with this HDF5; nothing volatile (no time, host, path) is
// inside. The file appears under its name complete or not at all (write_atomically). Datasets have named dimensions, each a
// dimension scale with values; the order of groups, datasets and attributes is kept. Texts that are given with their dataset are
// padded to one length, which compresses them, unless a few long ones would make that wasteful.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/store/chunk.h"
#include "engine/store/hdf5_file.h"

namespace sim {

struct Hdf5Image;

class Hdf5Writer {
 public:
  /// An image in memory. `deflate_level`: 0 (none) ... 9 for the deflate filter; every numeric dataset also gets shuffle and
  /// fletcher32, unless it is so small that its values lie side by side.
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
    create_scale(path, element_type<T>(), width_of(values), values.size(), attributes);
    append(path, values);
  }

  /// Creates an empty dataset, to be filled by append(). `dims` are looked up in its group, then in the parents; none: a scalar.
  /// Texts are stored with any length.
  /// `chunk` [elements by axis]: by default 1 along a first dimension "replica", and at most 1 MiB in all.
  void create(const std::string& path, ElementType type, const Names& dims, const Attributes& attributes = {}, const Shape& chunk = {});

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
  void dataset(const std::string& path, const Names& dims, const std::vector<T>& values, const Attributes& attributes = {},
               const Shape& chunk = {}) {
    create(path, element_type<T>(), width_of(values), dims, attributes, chunk);
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
  /// The length to which all texts are padded [byte]; 0: none, or no texts.
  static std::size_t width_of(std::span<const std::string> texts);
  template <class T>
  static std::size_t width_of(const std::vector<T>&) {
    return 0;
  }
  static std::size_t width_of(const std::vector<std::string>& texts) { return width_of(std::span<const std::string>(texts)); }

  void create_scale(const std::string& path, ElementType type, std::size_t width, std::uint64_t length, const Attributes& attributes);
  void create(const std::string& path, ElementType type, std::size_t width, const Names& dims, const Attributes& attributes,
              const Shape& chunk);
  void append(const std::string& path, ElementType type, const void* values, std::size_t count);

  std::unique_ptr<Hdf5Image> image_;
};

}  // namespace sim
