#include "models/indicator.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <set>
#include <utility>

#include "models/rules.h"
#include "models/world.h"

namespace waste {
namespace {

constexpr double grams_per_tonne = 1e6;

}  // namespace

Accounts::Accounts(const World& world, const Rules& rules, const Books& books) : world_(world), rules_(rules), books_(books) {
  for (const Stream& stream : world.streams) {
    wastes_.push_back(stream.counts_as);
    categories_.push_back(world.streams[stream.counts_as].category);
  }
  std::size_t row = 0;
  for (std::size_t channel = 0; channel < channels; ++channel) {
    first_row_[channel] = row;
    while (row < books.keys.size() && books.keys[row].channel == static_cast<Channel>(channel)) ++row;
  }
  SIM_ASSERT(row == books.keys.size());  // rows are sorted by channel
  first_row_[channels] = row;
}

std::pair<std::size_t, std::size_t> Accounts::rows_of(Channel channel) const {
  const auto i = static_cast<std::size_t>(channel);
  return {first_row_[i], first_row_[i + 1]};
}

bool Accounts::inside(SiteId site) const { return site != no_site && world_.sites[site].inside; }
bool Accounts::of_kind(SiteId site, const char* kind) const { return site != no_site && world_.sites[site].kind == kind; }

bool Accounts::about(SiteId site, const char* topic) const { return site != no_site && world_.sites[site].topic == topic; }

double Accounts::as_arisen(StreamId stream, std::int64_t mass, std::int64_t water) const {
  const double reference = world_.streams[waste_of(stream)].reference_water;
  return static_cast<double>(mass - water) / (1 - reference) / grams_per_tonne;
}

void Accounts::note(const BookKey& key, double amount, const char* unit) const {
  if (trace_ && amount != 0) trace_->lines.push_back({key, amount, unit});
}

double Accounts::tonnes(Channel channel, Months months, const Filter& filter) const {
  double sum = 0;
  const auto [first, last] = rows_of(channel);
  for (std::size_t i = first; i < last; ++i) {
    const BookKey& key = books_.keys[i];
    if (!filter(key)) continue;
    std::int64_t mass = 0, water = 0;
    for (int m = months.first; m < months.first + months.count; ++m) {
      const BookEntry& entry = books_.entries[i * static_cast<std::size_t>(books_.months) + static_cast<std::size_t>(m)];
      mass += entry.amount;
      water += entry.part;
    }
    const double tonnes = as_arisen(key.stream, mass, water);
    note(key, tonnes, "t");
    sum += tonnes;
  }
  return sum;
}

double Accounts::cubic_metres(Channel channel, Months months, const Filter& filter) const {
  double sum = 0;
  const auto [first, last] = rows_of(channel);
  for (std::size_t i = first; i < last; ++i) {
    const BookKey& key = books_.keys[i];
    if (!filter(key)) continue;
    std::int64_t mass = 0;
    for (int m = months.first; m < months.first + months.count; ++m) mass += books_.row(i)[static_cast<std::size_t>(m)].amount;
    const std::int64_t density = world_.streams[waste_of(key.stream)].density;
    if (mass == 0) continue;
    const double volume = density > 0 ? static_cast<double>(mass) / static_cast<double>(density) : undefined;
    note(key, volume, "m3");
    sum += volume;
  }
  return sum;
}

std::int64_t Accounts::amount(Channel channel, Months months, const Filter& filter) const {
  std::int64_t sum = 0;
  const auto [first, last] = rows_of(channel);
  for (std::size_t i = first; i < last; ++i) {
    if (!filter(books_.keys[i])) continue;
    const auto row = books_.row(i);
    std::int64_t of_row = 0;
    for (int m = months.first; m < months.first + months.count; ++m) of_row += row[static_cast<std::size_t>(m)].amount;
    note(books_.keys[i], static_cast<double>(of_row), info(channel).own_unit);
    sum += of_row;
  }
  return sum;
}

std::int64_t Accounts::amount(Channel channel, Months months, const char* topic) const {
  return amount(channel, months, [&](const BookKey& key) { return about(key.site, topic); });
}

double Accounts::stock(int column, const std::function<bool(SiteId, StreamId)>& filter) const {
  if (column == 0) return tonnes(Channel::opening, {0, 1}, [&](const BookKey& key) { return filter(key.site, key.stream); });
  double sum = 0;
  for (std::size_t i = 0; i < books_.stock_keys.size(); ++i) {
    const auto [site, stream] = books_.stock_keys[i];
    if (!filter(site, stream)) continue;
    const BookEntry& entry = books_.stocks[i * static_cast<std::size_t>(books_.months) + static_cast<std::size_t>(column - 1)];
    const double tonnes = as_arisen(stream, entry.amount, entry.part);
    note({Channel::opening, stream, site, no_site}, tonnes, "t");
    sum += tonnes;
  }
  return sum;
}

double Accounts::arisen(Category category, Months months) const {
  const auto counts = [&](const BookKey& key) {
    return primary(key.stream) && category_of(key.stream) == category && inside(key.site);
  };
  return tonnes(Channel::generated, months, counts) + tonnes(Channel::produced, months, counts);
}

double Accounts::utilised(Category category, Months months) const {
  return tonnes(Channel::utilised, months, [&](const BookKey& key) { return category_of(key.stream) == category; });
}

// What lies in a landfill of the model stays in its books as a stock; what is buried elsewhere is booked as disposed.
double Accounts::disposed(Category category, Months months) const {
  const auto counts = [&](const BookKey& key) { return category_of(key.stream) == category; };
  return tonnes(Channel::disposed, months, counts) +
         tonnes(Channel::landfilled, months, [&](const BookKey& key) { return counts(key) && of_kind(key.site, "landfill"); });
}

// Stock of earlier years is what statistics call stored: old heaps that are taken back, and hazardous waste in registered
// stores, of which the oldest goes first. Working stocks between two steps of a chain (yards, bunkers) are not: the plan
// prints no stored quantity for them.
double Accounts::utilised_from_stock(Category category, Months months) const {
  double sum = tonnes(Channel::reclaimed, months, [&](const BookKey& key) { return category_of(key.stream) == category; });
  const int year_begin = months.first / 12 * 12;
  Trace* const trace = std::exchange(trace_, nullptr);  // what is compared here is no part of the sum; the result is
  for (StreamId waste = 0; waste < world_.streams.size(); ++waste) {
    if (!primary(waste) || category_of(waste) != category) continue;
    const double used = tonnes(Channel::utilised, {year_begin, months.first + months.count - year_begin},
                               [&](const BookKey& key) { return waste_of(key.stream) == waste; });
    const double before = tonnes(Channel::utilised, {year_begin, months.first - year_begin},
                                 [&](const BookKey& key) { return waste_of(key.stream) == waste; });
    if (used == 0 && before == 0) continue;  // nothing was taken from a stock
    const double stood = stock(year_begin, [&](SiteId site, StreamId stream) {
      return waste_of(stream) == waste && inside(site) && of_kind(site, "hazardous_store");
    });
    const double of_waste = std::min(used, stood) - std::min(before, stood);
    if (trace && of_waste != 0) trace->lines.push_back({{Channel::opening, waste, no_site, no_site}, of_waste, "t"});
    sum += of_waste;
  }
  trace_ = trace;
  return sum;
}

double Accounts::recovered(Months months) const {
  const auto recyclable = [&](const BookKey& key) { return category_of(key.stream) == Category::recyclables; };
  return tonnes(Channel::received, months, [&](const BookKey& key) { return recyclable(key) && of_kind(key.counterpart, "township"); }) -
         tonnes(Channel::consumed, months, recyclable);
}

double Accounts::coverage(Months months, const char* topic) const {
  const auto members = static_cast<double>(amount(Channel::units, until(months), topic));
  return members > 0 ? 100 * static_cast<double>(amount(Channel::reached, until(months), topic)) / members : undefined;
}

double Accounts::pass_rate(Months months, const char* topic) const {
  const auto checked = static_cast<double>(amount(Channel::checked, months, topic));
  return checked > 0 ? 100 * static_cast<double>(amount(Channel::passed, months, topic)) / checked : undefined;
}

double Accounts::recovered_before() const { return static_cast<double>(world_.economy.recovered_before) / grams_per_tonne; }

double Accounts::days(Months months) const {
  const auto begin = sim::month_begin(books_.first_month + months.first);
  const auto end = sim::month_begin(books_.first_month + months.first + months.count);
  return static_cast<double>((end - begin) / std::chrono::hours{24});
}

double Accounts::value_added(Months months) const {
  double sum = 0;
  for (int month = books_.first_month + months.first; month < books_.first_month + months.first + months.count; ++month)
    sum += world_.value_added(month, 1) * rules_.value_added(sim::month_begin(month));
  return sum;
}

double Accounts::capacity(const char* kind, Category category, Months months) const {
  const sim::Time last = sim::month_begin(books_.first_month + months.first + months.count) - sim::Duration{1};
  double sum = 0;
  for (SiteId site = 0; site < world_.sites.size(); ++site) {
    if (*kind != 0 && !of_kind(site, kind)) continue;
    const Passage passage = world_.facilities[site]->passage(rules_, last);
    const bool takes = std::any_of(passage.ends.begin(), passage.ends.end(), [&](StreamId s) { return category_of(s) == category; });
    if (takes && passage.capacity > 0) sum += static_cast<double>(passage.capacity) / grams_per_tonne;
  }
  return sum;
}

std::vector<Term> Ratio::terms() const {
  return {{numerator_name(), numerator_unit(), [this](const Accounts& accounts, Months months) { return numerator(accounts, months); }},
          {denominator_name(), denominator_unit(), [this](const Accounts& accounts, Months months) { return denominator(accounts, months); }}};
}

Months Accounts::in_first_year(Months months) const { return {months.first % 12, months.count}; }

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
    if (kind->number() == number && kind->definition() == definition) return kind.get();
  return nullptr;
}

/// The row about a definition, or the number's row about all others; -1 when there is neither.
int row_about(const World& world, int number, const std::string& definition) {
  int common = -1;
  for (std::size_t i = 0; i < world.indicators.size(); ++i) {
    const IndicatorFacts& row = world.indicators[i];
    if (row.number != number) continue;
    if (row.definition == definition) return static_cast<int>(i);
    if (row.definition.empty()) common = static_cast<int>(i);
  }
  return common;
}

/// The common row chooses one definition; without one every row is a part of the indicator, and all parts count.
bool is_scored(const World& world, int number, const std::string& definition) {
  const int common = row_about(world, number, "");
  const int own = row_about(world, number, definition);
  if (common < 0) return own >= 0 && world.indicators[static_cast<std::size_t>(own)].scored != "none";
  return world.indicators[static_cast<std::size_t>(common)].scored == definition;
}

}  // namespace

std::vector<std::string> definitions(const World& world, int number) {
  std::vector<std::string> names;
  for (const auto& kind : all_kinds())
    if (kind->number() == number && row_about(world, number, kind->definition()) >= 0) names.push_back(kind->definition());
  for (const IndicatorFacts& row : world.indicators)
    if (row.number == number && !row.definition.empty()) names.push_back(row.definition);
  if (names.empty() && row_about(world, number, "") >= 0) names.push_back("annex");
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

std::vector<IndicatorLine> indicator_lines(const World& world) {
  std::set<int> numbers;
  for (const IndicatorFacts& row : world.indicators) numbers.insert(row.number);
  std::vector<IndicatorLine> lines;
  for (const int number : numbers)
    for (const std::string& definition : definitions(world, number))
      lines.push_back({row_about(world, number, definition), definition, std::to_string(number) + "." + definition,
                       kind_of(number, definition), is_scored(world, number, definition)});
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
