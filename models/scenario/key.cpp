#include "models/scenario/key.h"

#include <algorithm>

namespace waste {
namespace {

constexpr std::string_view wide_colon = "：", wide_comma = "，";

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }

}  // namespace

std::string lower(std::string_view text) {
  std::string result{text};
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return result;
}

std::string snake_case(std::string_view text) {
  std::string result = lower(text);
  std::replace_if(result.begin(), result.end(), [](char c) { return c == '-' || c == ' ' || c == '.'; }, '_');
  return is_key(result) ? result : "";
}

bool is_key(std::string_view text) {
  return !text.empty() && text[0] != '_' && text != "null" && std::all_of(text.begin(), text.end(), is_word);
}

bool is_path(std::string_view text) {
  int keys = 0;
  for (;;) {
    const auto dot = text.find('.');
    if (!is_key(text.substr(0, dot)) || ++keys > deepest_level) return false;
    if (dot == std::string_view::npos) return true;
    text.remove_prefix(dot + 1);
  }
}

bool has_wide_colon(std::string_view text) {
  const auto at = text.find(wide_colon);
  return at != std::string_view::npos && at > 0 && std::all_of(text.begin(), text.begin() + static_cast<long>(at), is_word);
}

bool has_wide_comma(std::string_view text) {
  const auto at = text.find(wide_comma);
  return at != std::string_view::npos && at > 0 && (is_word(text[at - 1]) || text[at - 1] == '%');
}

std::size_t find_wide(std::string_view text) { return std::min(text.find(wide_colon), text.find(wide_comma)); }

}  // namespace waste
