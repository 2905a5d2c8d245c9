// A chunk of an HDF5 dataset as stored after the filters shuffle, deflate and fletcher32, made here instead of in libhdf5: on any
// number of threads, and ten times as fast, because it looks for runs of equal bytes only.
//
// Half of the books' entries are zero and the numbers hardly repeat: after shuffling, which groups the high bytes, runs are all
// there is to find. Any HDF5 library reads the result.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sim {

/// Byte 0 of all elements of `size` bytes, then byte 1, and so on.
std::string shuffle(std::string_view elements, std::size_t size);

/// A zlib stream (RFC 1950, 1951): one block of fixed codes, with matches of distance 1.
std::string deflate_runs(std::string_view bytes);

/// HDF5's checksum over big-endian words of 16 bits.
std::uint32_t fletcher32(std::string_view bytes);

/// All three filters, in the order above.
std::string filtered_chunk(std::string_view elements, std::size_t size);

/// Cuts one element of the first axis of a dataset of three axes, such as one replica, into filtered chunks.
class ChunkCutter {
 public:
  struct Axis {
    std::uint64_t length, chunk;
  };
  ChunkCutter(std::size_t element_size, Axis slow, Axis fast) : size_(element_size), slow_(slow), fast_(fast) {}
  /// Of a dataset whose values lie side by side: all of them in one piece, as they are.
  ChunkCutter(std::size_t element_size, std::uint64_t length) : size_(element_size), slow_{1, 1}, fast_{length, length}, filtered_(false) {}

  /// Chunks of `slow.length * fast.length` elements, in their order in the file; edge chunks are padded with zeros.
  template <class T>
  std::vector<std::string> operator()(const std::vector<T>& values) const {
    return cut({reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)}, sizeof(T));
  }

 private:
  std::vector<std::string> cut(std::string_view elements, std::size_t size) const;

  std::size_t size_;  // of an element [byte]
  Axis slow_, fast_;
  bool filtered_ = true;
};

}  // namespace sim
