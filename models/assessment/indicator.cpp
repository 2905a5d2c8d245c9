#include "models/assessment/indicator.h"

#include <deque>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace waste {

namespace {

bool is_flow(const Term& term) {
  const std::string_view unit = term.unit;
  return unit == "t" || unit == "t/d" || unit == "m3";
}

}  // namespace

Measure plain(Term quantity) {
  return {{std::move(quantity)}, [](std::span<const double> terms) { return terms[0]; }};
}

Measure moved(Term quantity) {
  return {{std::move(quantity)}, [](std::span<const double> terms) { return terms[0] > 0 ? terms[0] : undefined; }};
}

Measure ratio(Term numerator, Term denominator, double scale) {
  const bool lone_flow = is_flow(numerator) && !is_flow(denominator);
  return {{std::move(numerator), std::move(denominator)}, [scale, lone_flow](std::span<const double> terms) {
            const bool idle = lone_flow && terms[0] == 0;
            return terms[1] > 0 && !idle ? scale * terms[0] / terms[1] : undefined;
          }};
}

Measure share(Term part, Term whole) {
  Measure measure = ratio(std::move(part), std::move(whole));
  measure.bounds = Bounds::percentage;
  return measure;
}

Measure decrease(sim::Text in_base_year, Term quantity) {
  const auto first = [value = quantity.value](const Accounts& accounts, Months months) {
    return value(accounts, accounts.in_base_year(months));
  };
  return {{{in_base_year, quantity.unit, first}, std::move(quantity)},
          [](std::span<const double> terms) { return terms[0] > 0 ? 100 * (terms[0] - terms[1]) / terms[0] : undefined; }};
}

double Indicator::value(const Accounts& accounts, Months months) const {
  std::vector<double> values;
  for (const Term& term : measure.terms) values.push_back(term.value(accounts, months));
  return measure.formula(values);
}

Measure about_topics(std::vector<std::string> topics, Measure measure) {
  measure.topics = std::move(topics);
  return measure;
}

Measure about_waste(std::vector<Category> categories, Measure measure) {
  measure.categories = std::move(categories);
  return measure;
}

std::vector<std::string> known_topics() {
  std::set<std::string> topics;
  for (const auto& kind : sim::Catalogue<Indicator>::all()) {
    const auto indicator = kind.make();
    topics.insert(indicator->measure.topics.begin(), indicator->measure.topics.end());
  }
  return {topics.begin(), topics.end()};
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
