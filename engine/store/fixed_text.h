// Texts of a dataset that are padded to one length, as both writer and reader of results files see them.
#pragma once

#include <cstddef>

namespace sim {

inline constexpr const char* fixed_text_encoding = "_Encoding";  // attribute by which xarray knows that they are texts
inline constexpr std::size_t shortest_fixed_text = 2;            // [byte]; xarray takes one byte for a letter of an array

}  // namespace sim
