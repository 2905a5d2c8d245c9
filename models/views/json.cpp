#include "models/views/json.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace waste {
namespace {

using Value = nlohmann::json;

/// Bytes that are not UTF-8 become U+FFFD: a document is always valid.
std::string written(const Value& value) { return value.dump(-1, ' ', false, Value::error_handler_t::replace); }

/// Whole numbers have no ".0".
Value number_value(double number) {
  constexpr double exact = 9007199254740992;  // 2^53
  if (!std::isfinite(number)) return nullptr;
  if (number == std::trunc(number) && std::abs(number) < exact && !(number == 0 && std::signbit(number)))
    return static_cast<std::int64_t>(number);
  return number;
}

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
  write(written(Value(name)) + (layout_ == Layout::lines ? ": " : ":"));
  after_key_ = true;
  return *this;
}

Json& Json::value(std::string_view text) { return write(written(Value(text))); }
Json& Json::value(double number) { return write(written(number_value(number))); }
Json& Json::value(std::int64_t number) { return write(written(Value(number))); }
Json& Json::value(bool yes) { return write(written(Value(yes))); }
Json& Json::null() { return write(written(nullptr)); }

}  // namespace waste
