#include "models/assessment/indicator.h"

#include <deque>
#include <memory>
#include <string>
#include <utility>

namespace waste {

Measure ratio(Term numerator, Term denominator, double scale) {
  const auto value = [above = numerator.value, below = denominator.value, scale](const Accounts& accounts, Months months) {
    const double divisor = below(accounts, months);
    return divisor > 0 ? scale * above(accounts, months) / divisor : undefined;
  };
  return {value, {std::move(numerator), std::move(denominator)}};
}

Measure decrease(sim::Text in_first_year, Term quantity) {
  const auto first = [value = quantity.value](const Accounts& accounts, Months months) {
    return value(accounts, accounts.in_first_year(months));
  };
  const auto value = [first, now = quantity.value](const Accounts& accounts, Months months) {
    const double before = first(accounts, months);
    return before > 0 ? 100 * (before - now(accounts, months)) / before : undefined;
  };
  return {value, {{in_first_year, quantity.unit, first}, quantity}};
}

namespace {

/// Descriptions composed from names; kept here because the catalogue points to them.
const char* kept(std::string text) {
  static std::deque<std::string> texts;
  return texts.emplace_back(std::move(text)).c_str();
}

}  // namespace

RegisteredIndicators::RegisteredIndicators(std::initializer_list<Indicator> literals) {
  for (const Indicator& literal : literals) {
    sim::Kind<Indicator> kind;
    kind.name = std::to_string(literal.number) + "." + literal.definition;
    kind.title = {literal.name.zh, literal.name.en};
    kind.description = {kept(literal.name.zh + std::string("。")), kept(literal.name.en + std::string("."))};
    kind.make = [literal] { return std::make_unique<Indicator>(literal); };
    sim::Catalogue<Indicator>::add(std::move(kind));
  }
}

}  // namespace waste
