// A chunk of an HDF5 dataset back from the filters fletcher32, deflate and shuffle: the reverse of chunk.h. The only use of zlib.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sim {

/// The `size` bytes of a chunk of elements of `element` bytes. Malformed if the checksum is wrong, or if the stream is broken or
/// gives another number of bytes; it never takes more memory than those.
std::string unfiltered_chunk(std::string_view stored, bool deflated, std::size_t size, std::size_t element);

}  // namespace sim
