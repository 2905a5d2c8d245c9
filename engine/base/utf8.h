// Text is UTF-8 everywhere; these few functions count it in characters, as editors do, and in columns, as terminals do.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace sim {

/// The character at byte `at`, which then moves behind it. An invalid byte gives U+FFFD and moves by one.
char32_t next_character(std::string_view text, std::size_t& at);

/// Byte where the text stops being UTF-8 (overlong forms and surrogates included); nothing when it is sound.
std::optional<std::size_t> invalid_utf8(std::string_view text);

std::u32string characters(std::string_view text);
std::size_t count_characters(std::string_view text);

/// Columns on a terminal: Chinese characters and full-width forms take two.
int display_width(std::string_view text);

/// For messages: control characters and invalid bytes become '?', so that no text can drive the terminal.
std::string printable(std::string_view text);

std::string_view trim(std::string_view text);  // blanks, tabs and line ends off both sides

}  // namespace sim
