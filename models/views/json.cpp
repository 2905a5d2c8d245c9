#include "models/views/json.h"

#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

namespace waste {
namespace {

/// Bytes that are not UTF-8 become U+FFFD: a document is always valid.
std::string quoted(std::string_view text) { return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace); }

}  // namespace

void Json::line() {
  if (layout_ == Layout::lines) text_ += "\n" + std::string(2 * open_.size(), ' ');
}

Json& Json::write(std::string_view raw) {
  if (!after_key_ && !open_.empty()) {
    if (has_members_.back()) text_ += ",";
    has_members_.back() = true;
    line();
  }
  after_key_ = false;
  text_ += raw;
  return *this;
}

Json& Json::begin(char bracket) {
  write(std::string(1, bracket));
  open_ += bracket;
  has_members_.push_back(false);
  return *this;
}

Json& Json::end() {
  const char closing = open_.back() == '{' ? '}' : ']';
  const bool any = has_members_.back();
  open_.pop_back();
  has_members_.pop_back();
  if (any) line();
  text_ += closing;
  return *this;
}

Json& Json::key(std::string_view name) {
  write(quoted(name) + (layout_ == Layout::lines ? ": " : ":"));
  after_key_ = true;
  return *this;
}

Json& Json::value(std::string_view text) { return write(quoted(text)); }
Json& Json::value(std::int64_t number) { return write(std::to_string(number)); }
Json& Json::value(bool yes) { return write(yes ? "true" : "false"); }
Json& Json::null() { return write("null"); }

Json& Json::value(double number) {
  if (!std::isfinite(number)) return null();
  char digits[32];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  return write(std::string_view(digits, static_cast<std::size_t>(end - digits)));
}

}  // namespace waste
