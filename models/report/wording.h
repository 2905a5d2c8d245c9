// Texts of a report in both languages, and numbers as `wufei show` prints them.
#pragma once

#include <string>
#include <utility>

#include "models/report/document.h"
#include "models/results/reader.h"
#include "models/views/format.h"

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
/// "+0.53", "-1.2"; empty for NaN.
std::string with_sign(double value);
/// "79.5 … 81.2", or one number where both are printed alike; empty for NaN.
std::string range_text(double low, double high);
/// A value in a unit that suits `size`.
std::string in_unit_of(double value, const std::string& unit, double size, Language language);
Cell amount(double value, const std::string& unit);         // with its unit
Cell amount(double value, const std::string& unit, double size);  // without: the unit that suits `size` stands elsewhere
Label unit_for(const std::string& unit, double size);       // that unit
Cell text_cell(const Label& text);
Cell text_cell(const std::string& text);

// Of an indicator.
const std::string& unit_of(const IndicatorResult& line);
/// "11", or "11 (text)" if it is not the definition of the annex.
std::string number_of(const IndicatorResult& line);
double value_in(const std::vector<double>& values, int year);  // NaN where there is none
/// The year that is judged, or else the last; counted from the first.
int shown_year(const ScenarioResult& scenario);
/// The mean of a year less the target, or less the base year's where the rule compares with that; NaN: nothing to compare with.
double distance(const IndicatorResult& line, int year);
/// "7/8 [53 %, 98 %]" of few replicas, "62 % [52 %, 71 %]" of many or weighted ones: a share and its 95 % interval.
std::string probability_text(double share, const ScenarioResult& scenario);

}  // namespace waste::report
