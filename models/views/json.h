// Writes one JSON document, piece by piece: the one door to JSON. Texts are spelt by nlohmann/json, numbers by std::to_chars with the
// fewest digits that give them back; NaN and infinity, which JSON does not have, become null.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace waste {

class Json {
 public:
  enum class Layout : std::uint8_t { lines, compact };  // one member a line, or no blanks at all
  explicit Json(Layout layout = Layout::lines) : layout_(layout) {}

  Json& begin(char bracket);  // '{' or '['
  Json& end();
  Json& key(std::string_view name);

  Json& value(std::string_view text);
  Json& value(const char* text) { return value(std::string_view(text)); }
  Json& value(const std::string& text) { return value(std::string_view(text)); }
  Json& value(double number);
  Json& value(std::int64_t number);
  Json& value(int number) { return value(static_cast<std::int64_t>(number)); }
  Json& value(std::size_t number) { return value(static_cast<std::int64_t>(number)); }
  Json& value(bool yes);
  Json& null();

  template <class T>
  Json& member(std::string_view name, const T& content) {
    return key(name).value(content);
  }

  /// What was written since the last call, so that a long document need not be in memory; text() then gives the rest.
  std::string take() { return std::exchange(text_, {}); }

  std::string text() const { return layout_ == Layout::lines ? text_ + "\n" : text_; }

 private:
  Json& write(std::string_view raw);
  void line();

  Layout layout_;
  std::string text_, open_;        // brackets still open
  std::vector<bool> has_members_;  // [open bracket]
  bool after_key_ = false;
};

}  // namespace waste
