#include "models/report/wording.h"

#include <cmath>
#include <cstdio>

namespace waste::report {
namespace {

std::string filled_in(std::string text, const std::vector<Label>& values, std::string Label::* language) {
  std::size_t at = 0;
  for (const Label& value : values) {
    at = text.find("{}", at);
    if (at == std::string::npos) break;
    text.replace(at, 2, value.*language);
    at += (value.*language).size();
  }
  return text;
}

}  // namespace

Label filled(Label text, const std::vector<Label>& values) {
  return {filled_in(text.zh, values, &Label::zh), filled_in(text.en, values, &Label::en)};
}

std::string share_text(double share) {
  if (std::isnan(share)) return "–";
  char text[24];
  std::snprintf(text, sizeof text, "%.0f %%", 100 * share);
  return text;
}

std::string in_unit_of(double value, const std::string& unit, double size, Language language) {
  return number(value * readable_unit(unit, size, language).factor);
}

Cell amount(double value, const std::string& unit) {
  return {both([&](Language language) { return std::isnan(value) ? "–" : value == 0 ? "0" : quantity(value, unit, language); })};
}

Cell amount(double value, const std::string& unit, double size) {
  return {both([&](Language language) { return in_unit_of(value, unit, size, language); })};
}

Label unit_for(const std::string& unit, double size) {
  return both([&](Language language) { return readable_unit(unit, size, language).text; });
}

Cell text_cell(const Label& text) { return {text}; }
Cell text_cell(const std::string& text) { return {same(text)}; }

}  // namespace waste::report
