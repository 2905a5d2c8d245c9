// Compression by LZ4, fast enough for the tables of every replication of a run. The only use of that library.
//
// Format: the number of bytes, u64; then blocks of 1 MiB, the last one shorter: the length of the compressed block, u32, and the
// block as LZ4 defines it. All numbers little-endian. Part of the format of the journal.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace sim {

std::string compress(std::string_view bytes);

/// Throws Error(Exit::results) if `compressed` is malformed, wherever it was cut or visibly changed. The caller must keep a
/// checksum: some changes decode to other bytes of the same number.
std::string decompress(std::string_view compressed);

/// The same into a buffer of the uncompressed length.
void decompress(std::string_view compressed, std::span<char> bytes);

/// The uncompressed length, if plausible; checked before memory is allocated.
std::size_t decompressed_size(std::string_view compressed);

}  // namespace sim
