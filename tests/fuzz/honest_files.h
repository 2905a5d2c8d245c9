// Honest files of this program that targets change: made once, by the first input.
#pragma once

#include <string>
#include <string_view>

namespace fuzz {

/// Results of a small district: their bytes without the seal.
const std::string& honest_results();

/// Applies edits to a copy of `honest`: six bytes each, an offset (little-endian, modulo the length), a byte to put there, and how
/// often. What is left over is appended.
std::string edited(const std::string& honest, std::string_view edits);

/// With a right seal behind it.
std::string sealed(const std::string& image);

}  // namespace fuzz
