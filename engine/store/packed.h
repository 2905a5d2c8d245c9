// Words of eight bytes that are mostly small or zero, such as tables of whole numbers, in few bytes: quick enough for every
// replica of a run.
//
// Eight words at a time: how many low bytes of each are kept, four bits a word, then these bytes; where all eight words are zero,
// the number of such groups less one. Fixed by the format of the journal.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace sim {

std::string pack(std::string_view bytes);

/// Throws Error(Exit::results) when `packed` makes no sense.
std::string unpack(std::string_view packed);

/// The same into memory that holds zeros and is as long as what was packed.
void unpack(std::string_view packed, std::span<char> zeros);

/// The number of bytes that were packed, when it can be true; checked before memory is asked for.
std::size_t unpacked_size(std::string_view packed);

}  // namespace sim
