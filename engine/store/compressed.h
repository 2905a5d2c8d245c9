// Bytes in fewer bytes by LZ4, quick enough for the tables of every replica of a run. The only door to that library.
//
// The number of bytes, u64; then blocks of 1 MiB, the last one shorter: the length of the compressed block, u32, and the block as
// LZ4 defines it. All numbers little-endian. Part of the format of the journal.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace sim {

std::string compress(std::string_view bytes);

/// Throws Error(Exit::results) when `compressed` makes no sense, wherever it was cut or changed so that it shows. A checksum is the
/// caller's business: of some changes LZ4 makes other bytes of the same number.
std::string decompress(std::string_view compressed);

/// The same into memory as long as what was compressed.
void decompress(std::string_view compressed, std::span<char> bytes);

/// The number of bytes that were compressed, when it can be true; checked before memory is asked for.
std::size_t decompressed_size(std::string_view compressed);

}  // namespace sim
