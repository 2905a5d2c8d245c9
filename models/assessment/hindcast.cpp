#include "models/assessment/hindcast.h"

#include <algorithm>
#include <cmath>

#include "models/assessment/indicator.h"

namespace waste {
namespace {

constexpr Months base_year{0, 12};

/// Whether the scenario contains anything that the row could sum.
bool applies(const Selection& lines, const District& district) {
  const auto any = [](const auto& list, const Selection::Words& words, auto name) {
    return words.empty() || std::any_of(list.begin(), list.end(),
                                        [&](const auto& each) { return std::find(words.begin(), words.end(), name(each)) != words.end(); });
  };
  return any(district.streams, lines.streams, [](const Stream& s) { return std::string_view(s.id); }) &&
         any(district.streams, lines.categories, [](const Stream& s) { return std::string_view(name_of(s.category)); }) &&
         any(district.sites, lines.kinds, [](const Site& s) { return std::string_view(s.kind); }) &&
         any(district.sites, lines.topics, [](const Site& s) { return std::string_view(s.topic); });
}

double indicator_value(const HindcastFacts& row, const Accounts& accounts) {
  const auto* kind = sim::Catalogue<Indicator>::find(row.indicator);
  return kind ? kind->make()->value(accounts, base_year) : undefined;
}

double sum_of(const HindcastFacts& row, const Accounts& accounts) {
  return row.unit.ends_with("m3") ? volume(row.lines, accounts, base_year) : sum(row.lines, accounts, base_year);
}

}  // namespace

HindcastFacts read_hindcast(const Node::Entry& entry, Fields& fields) {
  HindcastFacts row;
  row.id = entry.key;
  fields.number("stated", "1", row.stated, any_figure);
  fields.number("tolerance", "1", row.tolerance, {0, any_figure.high});
  fields.number("sd", "1", row.sd, {0, any_figure.high});
  fields.number("factor", "1", row.factor, any_figure);
  fields.yes_no("per_day", row.per_day);
  for (const auto& [key, member] :
       std::initializer_list<std::pair<const char*, std::string HindcastFacts::*>>{{"unit", &HindcastFacts::unit},
                                                                                   {"figure", &HindcastFacts::printed},
                                                                                   {"reason", &HindcastFacts::reason},
                                                                                   {"indicator", &HindcastFacts::indicator}})
    fields.text(key, row.*member);
  row.lines = read_selection(fields, {"indicator"});
  return row;
}

std::string verdict(const HindcastFacts& row, double mean) {
  if (std::isnan(mean)) return "not simulated";
  if (std::abs(mean - row.stated) <= row.tolerance * std::abs(row.stated)) return "within";
  return row.reason.empty() ? "outside" : "explained";
}

std::optional<double> simulated(const HindcastFacts& row, const Accounts& accounts) {
  const District& district = accounts.district();
  if (district.months() < 12 || !applies(row.lines, district)) return {};
  const double value = row.lines.measure == "indicator" ? indicator_value(row, accounts) : sum_of(row, accounts);
  if (std::isnan(value)) return {};
  return row.factor * (row.per_day ? value / accounts.days(base_year) : value);
}

}  // namespace waste
