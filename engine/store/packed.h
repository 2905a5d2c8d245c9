// Bytes that are mostly zero, such as tables of whole numbers, in few of them: quick enough for every replica of a run.
//
// Eight bytes at a time: a byte that says which of them are not zero, then these; where none is, the number of such words less
// one. Fixed by the format of the journal.
#pragma once

#include <string>
#include <string_view>

namespace sim {

std::string pack(std::string_view bytes);

/// Throws Error(Exit::results) when `packed` is not what pack() gives.
std::string unpack(std::string_view packed);

}  // namespace sim
