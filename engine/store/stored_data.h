// The values of a dataset, read from their place in an image: side by side, or in filtered chunks with an index; texts of one length
// like numbers, others as references to global heaps. Included by stored_tree.h and hdf5_reader.cpp.
//
// Before memory is taken, a dataset must show that its values are there: a file can claim at most what deflate makes of its length.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/store/hdf5_file.h"
#include "engine/store/stored_bytes.h"

namespace sim {

struct StoredChunk {
  std::uint64_t address, size;
  bool deflated;
};

struct StoredDataset {
  ElementType type = ElementType::float64;
  std::size_t element = 8;                  // size of one, as stored [byte]
  bool fixed_text = false;                  // texts of that size, padded with zeros
  Shape shape;
  Shape chunk;                              // empty: side by side
  bool deflated = false;                    // chunks always have a checksum, and those of numbers are shuffled
  std::uint64_t address = no_address, size = 0;
  std::vector<StoredChunk> chunks{};        // filled by index_chunks, in row-major order
  bool claimed = false;                     // by StoredClaims

  std::uint64_t rows() const { return shape.empty() ? 1 : shape.front(); }
};

/// The global heaps of an image, each read once.
class GlobalHeaps {
 public:
  explicit GlobalHeaps(StoredBytes image) : image_(std::move(image)) {}
  std::string_view object(std::uint64_t heap, std::uint64_t number);

 private:
  struct Heap {
    std::string bytes;
    std::map<std::uint64_t, std::pair<std::uint64_t, std::uint64_t>> objects;  // offset and size
  };
  Heap& heap(std::uint64_t address);

  StoredBytes image_;
  std::map<std::uint64_t, Heap> heaps_;
};

/// One reference to an object of a global heap, as stored, without its leading length.
std::string_view referred(GlobalHeaps& heaps, Cursor& in);

/// Elements of `count` rows; Malformed if the dataset cannot hold as many. Needs index_chunks().
std::uint64_t elements_of(const StoredDataset& dataset, std::uint64_t count);

/// Finds the chunks; Malformed unless every chunk of the shape is there, each in its place.
void index_chunks(const InputFile& file, std::uint64_t length, StoredDataset& dataset);

/// What all datasets read so far say that they hold. In an honest image they lie side by side, and what our own compression makes of
/// zeros, 158 to 1, is the most that a large one swells. A text counts at least what it takes in memory.
class StoredClaims {
 public:
  explicit StoredClaims(std::uint64_t length) : stored_(length), whole_((std::uint64_t{16} << 20) + 160 * length) {}
  /// Once for each dataset, after index_chunks().
  void add(const StoredDataset& dataset);

 private:
  std::uint64_t stored_, whole_;  // left [byte]
};

/// The rows as stored, little-endian.
std::string read_numbers(const InputFile& file, std::uint64_t length, const StoredDataset& dataset, std::uint64_t first,
                         std::uint64_t count);
std::vector<std::string> read_texts(const InputFile& file, std::uint64_t length, const StoredDataset& dataset, std::uint64_t first,
                                    std::uint64_t count);

}  // namespace sim
