// Text is UTF-8 everywhere; these functions count it in characters (for editors) and in columns (for terminals).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace sim {

/// Decodes the character at byte `at` and advances `at` past it. An invalid byte gives U+FFFD and advances by one.
char32_t next_character(std::string_view text, std::size_t& at);

/// Offset of the first byte that is not valid UTF-8 (overlong forms and surrogates are invalid); nothing if all is valid.
std::optional<std::size_t> invalid_utf8(std::string_view text);

std::u32string characters(std::string_view text);
std::size_t count_characters(std::string_view text);

/// Width on a terminal [columns]: Chinese characters and full-width forms take two.
int display_width(std::string_view text);

/// For messages: control characters and invalid bytes become '?', so that no text can drive the terminal.
std::string printable(std::string_view text);

/// At most `most` characters: a longer text loses its middle, because its beginning and its end tell most.
std::string shortened(const std::string& text, std::size_t most);

std::string_view trim(std::string_view text);  // removes blanks, tabs and line ends at both ends

}  // namespace sim
