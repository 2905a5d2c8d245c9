#include "models/assessment/indicator_lines.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <set>

#include "models/assessment/plan.h"

namespace waste {
namespace {

const std::vector<std::unique_ptr<Indicator>>& all_kinds() {
  static const auto kinds = [] {
    std::vector<std::unique_ptr<Indicator>> made;
    for (const auto& kind : sim::Catalogue<Indicator>::all()) made.push_back(kind.make());
    return made;
  }();
  return kinds;
}

const Indicator* kind_of(int number, const std::string& definition) {
  for (const auto& kind : all_kinds())
    if (kind->number == number && kind->definition == definition) return kind.get();
  return nullptr;
}

/// The row for a definition, or else the common row of its number; -1 if there is neither.
int row_about(const Plan& plan, int number, const std::string& definition) {
  int common = -1;
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    const IndicatorFacts& row = plan.indicators[i];
    if (row.number != number) continue;
    if (row.definition == definition) return static_cast<int>(i);
    if (row.definition.empty()) common = static_cast<int>(i);
  }
  return common;
}

/// The common row selects one definition; without it, every row is a part of the indicator, and all parts count.
bool is_scored(const Plan& plan, int number, const std::string& definition) {
  const int common = row_about(plan, number, "");
  const int own = row_about(plan, number, definition);
  if (common < 0) return own >= 0 && plan.indicators[static_cast<std::size_t>(own)].scored != "none";
  return plan.indicators[static_cast<std::size_t>(common)].scored == definition;
}

}  // namespace

std::vector<std::string> definitions(const Plan& plan, int number) {
  std::vector<std::string> names;
  for (const auto& kind : all_kinds())
    if (kind->number == number && row_about(plan, number, kind->definition) >= 0) names.push_back(kind->definition);
  for (const IndicatorFacts& row : plan.indicators)
    if (row.number == number && !row.definition.empty()) names.push_back(row.definition);
  if (names.empty() && row_about(plan, number, "") >= 0) names.push_back("annex");
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

std::vector<IndicatorLine> indicator_lines(const Plan& plan) {
  std::set<int> numbers;
  for (const IndicatorFacts& row : plan.indicators) numbers.insert(row.number);
  std::vector<IndicatorLine> lines;
  for (const int number : numbers)
    for (const std::string& definition : definitions(plan, number))
      lines.push_back({row_about(plan, number, definition), definition, std::to_string(number) + "." + definition,
                       kind_of(number, definition), is_scored(plan, number, definition)});
  return lines;
}

bool meets(const IndicatorFacts& facts, double value, double first) {
  if (std::isnan(value)) return false;
  if (facts.rule == "<= 2020") return value <= first;
  if (facts.rule == "> 2020") return value > first;
  if (!facts.has_target) return false;
  if (facts.rule == ">=") return value >= facts.target;
  if (facts.rule == ">") return value > facts.target;
  if (facts.rule == "<=") return value <= facts.target;
  return facts.rule == "=" && std::abs(value - facts.target) <= 1e-9 * std::max(1.0, std::abs(facts.target));
}

}  // namespace waste
