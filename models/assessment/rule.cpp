#include "models/assessment/rule.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace waste {
namespace {

const std::array<std::string, 4> comparisons{">=", ">", "<=", "="};

}  // namespace

std::optional<Rule> Rule::parse(const std::string& text, int base_year) {
  const auto space = text.find(' ');
  Rule rule;
  rule.text_ = text;
  rule.comparison_ = text.substr(0, space);
  rule.against_base_ = space != std::string::npos;
  if (text == "none") return rule;
  if (std::find(comparisons.begin(), comparisons.end(), rule.comparison_) == comparisons.end()) return {};
  if (!rule.against_base_) return rule;
  const std::string year = text.substr(space + 1);
  return year == "base" || year == "first" || year == std::to_string(base_year) ? std::optional(rule) : std::nullopt;
}

bool Rule::holds(double value, double bound) const {
  if (none() || std::isnan(value) || std::isnan(bound)) return false;
  if (comparison_ == ">=") return value >= bound;
  if (comparison_ == ">") return value > bound;
  if (comparison_ == "<=") return value <= bound;
  return std::abs(value - bound) <= 1e-9 * std::max(1.0, std::abs(bound));
}

double Rule::margin(double value, double bound) const {
  if (none()) return std::nan("");
  if (comparison_ == "<=") return bound - value;
  return comparison_ == "=" ? -std::abs(value - bound) : value - bound;
}

sim::Message known_rules(int base_year) {
  std::string list;
  for (const std::string& comparison : comparisons) list += comparison + ", ";
  const std::string year = std::to_string(base_year);
  return {"可用：" + list + "none（不评判）；或与基准年比较：<= base, > base, <= " + year,
          "one of: " + list + "none; or against the base year: <= base, > base, <= " + year};
}

}  // namespace waste
