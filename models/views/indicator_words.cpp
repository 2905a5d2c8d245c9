#include "models/views/indicator_words.h"

#include <cmath>
#include <cstdio>
#include <string_view>

#include "models/assessment/indicator.h"
#include "models/assessment/statistics.h"
#include "models/views/format.h"

namespace waste {

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

bool above_all(const IndicatorResult& line, int year) {
  if (line.unit != "percent" || !(value_in(line.mean, year) > 100 + 1e-9)) return false;
  const auto* kind = sim::Catalogue<Indicator>::find(std::to_string(line.number) + "." + line.definition);
  if (!kind) return false;
  const auto indicator = kind->make();
  if (line.formula != indicator->formula.en) return false;  // a formula of the district's own
  const auto& terms = indicator->measure.terms;
  return terms.size() == 2 && std::string_view(terms[0].unit) == terms[1].unit;
}

std::string with_sign(double value) { return std::isnan(value) ? "" : (value > 0 ? "+" : "") + number(value); }

std::string range_text(double low, double high) {
  if (std::isnan(low) || std::isnan(high)) return "";
  const std::string least = number(low), most = number(high);
  return least == most ? least : least + " … " + most;
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

}  // namespace waste
