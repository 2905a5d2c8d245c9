#include "models/assessment/indicator_lines.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <set>
#include <utility>

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

/// What the row itself says to count, or else the program's formula of this number and definition.
const Indicator* kind_of(const Plan& plan, int number, const std::string& definition) {
  if (const int row = row_about(plan, number, definition); row >= 0) {
    const IndicatorFacts& facts = plan.indicators[static_cast<std::size_t>(row)];
    if (facts.own && (definition == "annex" || facts.definition == definition)) return facts.own.get();
  }
  for (const auto& kind : all_kinds())
    if (kind->number == number && kind->definition == definition) return kind.get();
  return nullptr;
}

std::vector<std::string> sorted_once(std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

/// The common row selects one definition; without it, every row is a part of the indicator, and all parts count.
bool is_scored(const Plan& plan, int number, const std::string& definition) {
  const int common = row_about(plan, number, "");
  const int own = row_about(plan, number, definition);
  if (common < 0) return own >= 0 && plan.indicators[static_cast<std::size_t>(own)].scored != "none";
  return plan.indicators[static_cast<std::size_t>(common)].scored == definition;
}

}  // namespace

std::vector<std::string> known_definitions(const Plan& plan, int number) {
  std::vector<std::string> names;
  for (const auto& kind : all_kinds())
    if (kind->number == number) names.push_back(kind->definition);
  for (const IndicatorFacts& row : plan.indicators) {
    if (row.number != number) continue;
    if (!row.definition.empty()) names.push_back(row.definition);
    else if (row.own) names.emplace_back("annex");
  }
  return sorted_once(std::move(names));
}

std::vector<std::string> definitions(const Plan& plan, int number) {
  const std::vector<std::string> known = known_definitions(plan, number);
  std::vector<std::string> names;
  for (const IndicatorFacts& row : plan.indicators) {
    if (row.number != number) continue;
    if (!row.definition.empty()) {
      names.push_back(row.definition);
      continue;
    }
    names.insert(names.end(), row.also.begin(), row.also.end());
    for (const std::string& own : {std::string("annex"), row.scored})
      if (std::find(known.begin(), known.end(), own) != known.end()) names.push_back(own);
  }
  if (names.empty() && row_about(plan, number, "") >= 0) names.push_back("annex");
  return sorted_once(std::move(names));
}

std::vector<IndicatorLine> indicator_lines(const Plan& plan) {
  std::set<int> numbers;
  for (const IndicatorFacts& row : plan.indicators) numbers.insert(row.number);
  std::vector<IndicatorLine> lines;
  for (const int number : numbers)
    for (const std::string& definition : definitions(plan, number))
      lines.push_back({row_about(plan, number, definition), definition, std::to_string(number) + "." + definition,
                       kind_of(plan, number, definition), is_scored(plan, number, definition)});
  return lines;
}

bool judged(const IndicatorFacts& facts) { return !facts.rule.none() && (facts.rule.against_base() || facts.has_target); }

bool meets(const IndicatorFacts& facts, double value, double base) {
  return judged(facts) && facts.rule.holds(value, facts.rule.against_base() ? base : facts.target);
}

double margin(const IndicatorFacts& facts, double value, double base) {
  return judged(facts) ? facts.rule.margin(value, facts.rule.against_base() ? base : facts.target) : std::nan("");
}

}  // namespace waste
