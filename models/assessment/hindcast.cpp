#include "models/assessment/hindcast.h"

#include <algorithm>
#include <cmath>

#include "models/assessment/indicator.h"

namespace waste {
namespace {

constexpr Months base_year{0, 12};
const std::vector<std::string> own_measures{"indicator", "arisen", "utilised", "disposed", "treated", "stored"};

std::optional<Channel> channel_of(const std::string& name) {
  for (std::size_t i = 0; i < channels; ++i)
    if (name == info(static_cast<Channel>(i)).name) return static_cast<Channel>(i);
  return {};
}

bool in_grams(Channel channel) { return std::string_view(info(channel).own_unit) == "g"; }

/// Whether the scenario contains anything that the row could sum.
bool applies(const HindcastFacts& row, const District& district) {
  const auto any = [](const auto& list, auto holds) { return std::any_of(list.begin(), list.end(), holds); };
  return (row.stream.empty() || district.stream(row.stream) != no_stream) &&
         (row.category.empty() || any(district.streams, [&](const Stream& s) { return row.category == name_of(s.category); })) &&
         (row.kind.empty() || any(district.sites, [&](const Site& s) { return s.kind == row.kind; })) &&
         (row.topic.empty() || any(district.sites, [&](const Site& s) { return s.topic == row.topic; }));
}

bool passes(const HindcastFacts& row, const Accounts& accounts, const BookKey& key) {
  const District& district = accounts.district();
  const auto is_stream = [&](StreamId stream) { return stream != no_stream && district.streams[stream].id == row.stream; };
  if (!row.stream.empty() && (key.stream == no_stream || !(is_stream(key.stream) || is_stream(accounts.waste_of(key.stream)))))
    return false;
  if (!row.category.empty() && (key.stream == no_stream || row.category != name_of(accounts.category_of(key.stream)))) return false;
  if (!row.kind.empty() && !accounts.of_kind(key.site, row.kind.c_str())) return false;
  if (!row.from.empty() && !accounts.of_kind(key.counterpart, row.from.c_str())) return false;
  if (!row.topic.empty() && !accounts.about(key.site, row.topic.c_str())) return false;
  return row.place.empty() || accounts.inside(key.site) == (row.place == "inside");
}

double indicator_value(const HindcastFacts& row, const Accounts& accounts) {
  const auto* kind = sim::Catalogue<Indicator>::find(row.indicator);
  return kind ? kind->make()->value(accounts, base_year) : undefined;
}

double sum_of(const HindcastFacts& row, const Accounts& accounts) {
  const auto tonnes = [&](Channel channel, auto also) {
    const auto counts = [&](const BookKey& key) { return also(key) && passes(row, accounts, key); };
    return row.unit.ends_with("m3") ? accounts.cubic_metres(channel, base_year, counts) : accounts.tonnes(channel, base_year, counts);
  };
  const auto all = [](const BookKey&) { return true; };
  const auto primary = [&](const BookKey& key) { return accounts.primary(key.stream) && accounts.inside(key.site); };
  const auto buried_here = [&](const BookKey& key) { return accounts.of_kind(key.site, "landfill"); };
  const auto disposed = [&] { return tonnes(Channel::disposed, all) + tonnes(Channel::landfilled, buried_here); };
  if (row.measure == "arisen") return tonnes(Channel::generated, primary) + tonnes(Channel::produced, primary);
  if (row.measure == "utilised") return tonnes(Channel::utilised, all);
  if (row.measure == "disposed") return disposed();
  if (row.measure == "treated") return tonnes(Channel::utilised, all) + disposed();
  if (row.measure == "stored")
    return accounts.stock(12,
                          [&](SiteId site, StreamId stream) { return passes(row, accounts, {Channel::opening, stream, site, no_site}); });
  const Channel channel = *channel_of(row.measure);
  if (in_grams(channel)) return tonnes(channel, all);
  return static_cast<double>(accounts.amount(channel, base_year, [&](const BookKey& key) { return passes(row, accounts, key); }));
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
                                                                                   {"measure", &HindcastFacts::measure},
                                                                                   {"indicator", &HindcastFacts::indicator},
                                                                                   {"category", &HindcastFacts::category},
                                                                                   {"stream", &HindcastFacts::stream},
                                                                                   {"kind", &HindcastFacts::kind},
                                                                                   {"from", &HindcastFacts::from},
                                                                                   {"topic", &HindcastFacts::topic},
                                                                                   {"place", &HindcastFacts::place}})
    fields.text(key, row.*member);
  const bool known = std::find(own_measures.begin(), own_measures.end(), row.measure) != own_measures.end() || channel_of(row.measure);
  if (!known)
    fields.error(entry.place, "E0711", "hindcast '" + entry.key + "' cannot sum '" + row.measure + "'",
                 "indicator, arisen, utilised, disposed, treated, stored, or a channel of the books such as received");
  if (!row.place.empty() && row.place != "inside" && row.place != "outside")
    fields.error(entry.place, "E0711", "hindcast '" + entry.key + "': no place is called '" + row.place + "'", "inside or outside");
  return row;
}

std::string verdict(const HindcastFacts& row, double mean) {
  if (std::isnan(mean)) return "not simulated";
  if (std::abs(mean - row.stated) <= row.tolerance * std::abs(row.stated)) return "within";
  return row.reason.empty() ? "outside" : "explained";
}

std::optional<double> simulated(const HindcastFacts& row, const Accounts& accounts) {
  const District& district = accounts.district();
  if (district.months() < 12 || !applies(row, district)) return {};
  const double value = row.measure == "indicator" ? indicator_value(row, accounts) : sum_of(row, accounts);
  if (std::isnan(value)) return {};
  return row.factor * (row.per_day ? value / accounts.days(base_year) : value);
}

}  // namespace waste
