// Valid keys, and common mistakes: other spellings, and punctuation from a Chinese input method.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace waste {

inline constexpr int deepest_level = 32;

bool is_key(std::string_view text);   // ASCII snake_case, and not "null"
bool is_path(std::string_view text);  // keys joined by '.', at most 32

std::string lower(std::string_view text);  // ASCII letters only

/// "Max-Load" becomes "max_load"; "" if nothing usable is left.
std::string snake_case(std::string_view text);

/// "capacity： 5" is one scalar to YAML, but was meant as a key with its value.
bool has_wide_colon(std::string_view text);
bool has_wide_comma(std::string_view text);

/// Position of the first full-width colon or comma; npos if there is none.
std::size_t find_wide(std::string_view text);

}  // namespace waste
