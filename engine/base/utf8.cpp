#include "engine/base/utf8.h"

namespace sim {
namespace {

constexpr char32_t replacement = 0xFFFD;

struct Lead {
  int length;          // bytes of the whole sequence; 0 when this byte cannot begin one
  char32_t bits;       // payload of the first byte
  char32_t smallest;   // anything below is an overlong form
};

Lead lead_of(unsigned char byte) {
  if (byte < 0x80) return {1, byte, 0};
  if ((byte & 0xE0) == 0xC0) return {2, static_cast<char32_t>(byte & 0x1F), 0x80};
  if ((byte & 0xF0) == 0xE0) return {3, static_cast<char32_t>(byte & 0x0F), 0x800};
  if ((byte & 0xF8) == 0xF0) return {4, static_cast<char32_t>(byte & 0x07), 0x10000};
  return {0, 0, 0};
}

/// False if the bytes at `at` are not a valid character.
bool decode(std::string_view text, std::size_t at, char32_t& character, int& length) {
  const Lead lead = lead_of(static_cast<unsigned char>(text[at]));
  if (lead.length == 0 || at + static_cast<std::size_t>(lead.length) > text.size()) return false;
  character = lead.bits;
  for (int i = 1; i < lead.length; ++i) {
    const auto byte = static_cast<unsigned char>(text[at + static_cast<std::size_t>(i)]);
    if ((byte & 0xC0) != 0x80) return false;
    character = (character << 6) | (byte & 0x3F);
  }
  length = lead.length;
  const bool surrogate = character >= 0xD800 && character <= 0xDFFF;
  return character >= lead.smallest && character <= 0x10FFFF && !surrogate;
}

bool is_wide(char32_t c) {
  return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) || (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x20000 && c <= 0x3FFFD);
}

/// Control characters, and those that reverse the direction of writing or end a line unseen.
bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

}  // namespace

char32_t next_character(std::string_view text, std::size_t& at) {
  char32_t character = 0;
  int length = 0;
  if (!decode(text, at, character, length)) {
    ++at;
    return replacement;
  }
  at += static_cast<std::size_t>(length);
  return character;
}

std::optional<std::size_t> invalid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    char32_t character = 0;
    int length = 0;
    if (!decode(text, at, character, length)) return at;
    at += static_cast<std::size_t>(length);
  }
  return std::nullopt;
}

std::u32string characters(std::string_view text) {
  std::u32string result;
  for (std::size_t at = 0; at < text.size();) result.push_back(next_character(text, at));
  return result;
}

std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) next_character(text, at);
  return count;
}

int display_width(std::string_view text) {
  int width = 0;
  for (std::size_t at = 0; at < text.size();) width += is_wide(next_character(text, at)) ? 2 : 1;
  return width;
}

std::string printable(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = next_character(text, at);
    if (is_control(c) || c == replacement) result += c == '\t' ? ' ' : '?';
    else result += text.substr(begin, at - begin);
  }
  return result;
}

std::string shortened(const std::string& text, std::size_t most) {
  constexpr std::string_view gap = " ... ";
  const std::size_t size = text.size() <= most ? text.size() : count_characters(text);
  if (size <= most) return text;
  const std::size_t kept = most > gap.size() ? most - gap.size() : 0;
  const std::size_t head = kept - kept / 3;
  std::size_t begin = 0, end = 0;
  for (std::size_t i = 0; i < size - kept / 3; ++i) {
    next_character(text, end);
    if (i + 1 == head) begin = end;
  }
  return text.substr(0, begin) + std::string(gap) + text.substr(end);
}

std::string_view trim(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

}  // namespace sim
