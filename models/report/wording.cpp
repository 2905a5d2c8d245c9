#include "models/report/wording.h"

#include <cmath>
#include <cstdio>

#include "models/assessment/statistics.h"

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

std::string with_sign(double value) { return std::isnan(value) ? "" : (value > 0 ? "+" : "") + number(value); }

std::string range_text(double low, double high) {
  if (std::isnan(low) || std::isnan(high)) return "";
  const std::string least = number(low), most = number(high);
  return least == most ? least : least + " … " + most;
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

const std::string& unit_of(const IndicatorResult& line) { return line.own_unit.empty() ? line.unit : line.own_unit; }

std::string number_of(const IndicatorResult& line) {
  return std::to_string(line.number) + (line.definition == "annex" ? "" : " (" + line.definition + ")");
}

double value_in(const std::vector<double>& values, int year) {
  return year >= 0 && year < static_cast<int>(values.size()) ? values[static_cast<std::size_t>(year)] : std::nan("");
}

int shown_year(const ScenarioResult& scenario) { return scenario.judged_year().value_or(scenario.years - 1); }

double distance(const IndicatorResult& line, int year) {
  const bool against_base = line.rule.find("base") != std::string::npos;
  return value_in(line.mean, year) - (against_base ? value_in(line.mean, 0) : line.target);
}

std::string probability_text(double share, const ScenarioResult& scenario) {
  if (std::isnan(share)) return "";
  const bool few = static_cast<std::size_t>(scenario.replicas) < few_replications && !scenario.weighted;
  const auto [low, high] = probability_interval(share, scenario.effective);
  char text[64], seen[24];
  if (few) std::snprintf(seen, sizeof seen, "%.0f/%d", share * scenario.replicas, scenario.replicas);
  else std::snprintf(seen, sizeof seen, "%.0f %%", 100 * share);
  std::snprintf(text, sizeof text, "%s [%.0f %%, %.0f %%]", seen, 100 * low, 100 * high);
  return text;
}

}  // namespace waste::report
