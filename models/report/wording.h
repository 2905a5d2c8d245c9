// Texts of a report in both languages, and numbers as `wufei show` prints them.
#pragma once

#include <string>
#include <utility>

#include "models/report/document.h"
#include "models/views/format.h"
#include "models/views/indicator_words.h"

namespace waste::report {

/// The text that `make` writes in each language.
template <class Make>
Label both(Make make) {
  return {make(Language::zh), make(Language::en)};
}

/// The same text in both languages.
inline Label same(const std::string& text) { return {text, text}; }
inline Label operator+(const Label& a, const Label& b) { return {a.zh + b.zh, a.en + b.en}; }

/// Replaces {} by the texts, in their order.
Label filled(Label text, const std::vector<Label>& values);

/// "61 %"
std::string share_text(double share);
/// A value in a unit that suits `size`.
std::string in_unit_of(double value, const std::string& unit, double size, Language language);
Cell amount(double value, const std::string& unit);         // with its unit
Cell amount(double value, const std::string& unit, double size);  // without: the unit that suits `size` stands elsewhere
Label unit_for(const std::string& unit, double size);       // that unit
Cell text_cell(const Label& text);
Cell text_cell(const std::string& text);

}  // namespace waste::report
