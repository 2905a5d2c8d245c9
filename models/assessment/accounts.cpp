#include "models/assessment/accounts.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <set>
#include <utility>

#include "engine/base/error.h"

namespace waste {
namespace {

constexpr double grams_per_tonne = 1e6;
constexpr BookKey nothing{Channel::opening, no_stream, no_site, no_site};  // of figures that are of the whole district

}  // namespace

Accounts::Accounts(const District& district, const PolicySet& policies, const Books& books)
    : district_(district), policies_(policies), books_(books) {
  for (const Stream& stream : district.streams) {
    wastes_.push_back(stream.counts_as);
    categories_.push_back(district.streams[stream.counts_as].category);
  }
  std::size_t row = 0;
  for (std::size_t channel = 0; channel < channels; ++channel) {
    first_row_[channel] = row;
    while (row < books.keys.size() && books.keys[row].channel == static_cast<Channel>(channel)) ++row;
  }
  SIM_ASSERT(row == books.keys.size());  // rows are sorted by channel
  first_row_[channels] = row;
  for (std::uint32_t i = 0; i < row; ++i) {
    const BookKey& key = books.keys[i];
    if (key.stream != no_stream)
      rows_[static_cast<std::size_t>(key.channel)][static_cast<std::size_t>(category_of(key.stream))].push_back(i);
    if (key.channel >= Channel::units && key.site != no_site) counts_[district.sites[key.site].topic].push_back(i);
  }
}

std::pair<std::size_t, std::size_t> Accounts::rows_of(Channel channel) const {
  const auto i = static_cast<std::size_t>(channel);
  return {first_row_[i], first_row_[i + 1]};
}

const std::vector<std::uint32_t>& Accounts::rows_of(Channel channel, Category category) const {
  return rows_[static_cast<std::size_t>(channel)][static_cast<std::size_t>(category)];
}

bool Accounts::inside(SiteId site) const { return site != no_site && district_.sites[site].inside; }
bool Accounts::of_kind(SiteId site, const char* kind) const { return site != no_site && district_.sites[site].kind == kind; }

bool Accounts::about(SiteId site, const char* topic) const { return site != no_site && district_.sites[site].topic == topic; }

double Accounts::as_arisen(StreamId stream, std::int64_t mass, std::int64_t water) const {
  const double reference = district_.streams[waste_of(stream)].reference_water;
  return static_cast<double>(mass - water) / (1 - reference) / grams_per_tonne;
}

void Accounts::note(const BookKey& key, double amount, const char* unit, Trace::Of of) const {
  if (trace_ && amount != 0) trace_->lines.push_back({key, of, trace_->factor * amount, unit});
}

double Accounts::tonnes_of_row(std::size_t row, Months months) const {
  std::int64_t mass = 0, water = 0;
  for (int m = months.first; m < months.first + months.count; ++m) {
    const BookEntry& entry = books_.entries[row * static_cast<std::size_t>(books_.months) + static_cast<std::size_t>(m)];
    mass += entry.amount;
    water += entry.water;
  }
  const double tonnes = as_arisen(books_.keys[row].stream, mass, water);
  note(books_.keys[row], tonnes, "t");
  return tonnes;
}

double Accounts::tonnes(Channel channel, Months months, const Filter& filter) const {
  double sum = 0;
  const auto [first, last] = rows_of(channel);
  for (std::size_t i = first; i < last; ++i)
    if (filter(books_.keys[i])) sum += tonnes_of_row(i, months);
  return sum;
}

double Accounts::tonnes(Channel channel, Category category, Months months, const Filter& filter) const {
  double sum = 0;
  for (const std::uint32_t i : rows_of(channel, category))
    if (filter(books_.keys[i])) sum += tonnes_of_row(i, months);
  return sum;
}

double Accounts::tonnes(Channel channel, Category category, Months months) const {
  double sum = 0;
  for (const std::uint32_t i : rows_of(channel, category)) sum += tonnes_of_row(i, months);
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
    const std::int64_t density = district_.streams[waste_of(key.stream)].density;
    if (mass == 0) continue;
    const double volume = density > 0 ? static_cast<double>(mass) / static_cast<double>(density) : undefined;
    note(key, volume, "m3");
    sum += volume;
  }
  return sum;
}

std::int64_t Accounts::amount_of_row(std::size_t row, Months months) const {
  std::int64_t sum = 0;
  for (int m = months.first; m < months.first + months.count; ++m) sum += books_.row(row)[static_cast<std::size_t>(m)].amount;
  note(books_.keys[row], static_cast<double>(sum), info(books_.keys[row].channel).own_unit);
  return sum;
}

std::int64_t Accounts::amount(Channel channel, Months months, const Filter& filter) const {
  std::int64_t sum = 0;
  const auto [first, last] = rows_of(channel);
  for (std::size_t i = first; i < last; ++i)
    if (filter(books_.keys[i])) sum += amount_of_row(i, months);
  return sum;
}

std::int64_t Accounts::amount(Channel channel, Months months, const char* topic) const {
  SIM_ASSERT(channel >= Channel::units);
  const auto rows = counts_.find(topic);
  if (rows == counts_.end()) return 0;
  std::int64_t sum = 0;
  for (const std::uint32_t i : rows->second)
    if (books_.keys[i].channel == channel) sum += amount_of_row(i, months);
  return sum;
}

double Accounts::tonnes_of_stock(std::size_t row, int column) const {
  const auto [site, stream] = books_.stock_keys[row];
  const BookEntry& entry = books_.stocks[row * static_cast<std::size_t>(books_.months) + static_cast<std::size_t>(column - 1)];
  const double tonnes = as_arisen(stream, entry.amount, entry.water);
  note({Channel::opening, stream, site, no_site}, tonnes, "t", Trace::Of::stock);
  return tonnes;
}

double Accounts::stock(int column, const std::function<bool(SiteId, StreamId)>& filter) const {
  if (column == 0) return tonnes(Channel::opening, {0, 1}, [&](const BookKey& key) { return filter(key.site, key.stream); });
  double sum = 0;
  for (std::size_t i = 0; i < books_.stock_keys.size(); ++i) {
    const auto [site, stream] = books_.stock_keys[i];
    if (filter(site, stream)) sum += tonnes_of_stock(i, column);
  }
  return sum;
}

/// Stocks in registered stores of the district at the end of the month before `column`, for each waste of a category [t].
std::vector<double> Accounts::in_stores(Category category, int column) const {
  std::vector<double> stood(wastes_.size());
  const auto store = [&](SiteId site) { return inside(site) && of_kind(site, "hazardous_store"); };
  if (column == 0) {
    for (const std::uint32_t i : rows_of(Channel::opening, category))
      if (store(books_.keys[i].site)) stood[waste_of(books_.keys[i].stream)] += tonnes_of_row(i, {0, 1});
    return stood;
  }
  for (std::size_t i = 0; i < books_.stock_keys.size(); ++i) {
    const auto [site, stream] = books_.stock_keys[i];
    if (category_of(stream) == category && store(site)) stood[waste_of(stream)] += tonnes_of_stock(i, column);
  }
  return stood;
}

double Accounts::arisen(Category category, Months months) const {
  const auto counts = [&](const BookKey& key) { return primary(key.stream) && inside(key.site); };
  return tonnes(Channel::generated, category, months, counts) + tonnes(Channel::produced, category, months, counts);
}

double Accounts::utilised(Category category, Months months) const { return tonnes(Channel::utilised, category, months); }

// Mass in a landfill of the model stays in its books as a stock; mass landfilled elsewhere is booked as disposed.
double Accounts::disposed(Category category, Months months) const {
  return tonnes(Channel::disposed, category, months) +
         tonnes(Channel::landfilled, category, months, [&](const BookKey& key) { return of_kind(key.site, "landfill"); });
}

// Stock of earlier years is what statistics call stored: old heaps being reclaimed, and hazardous waste in registered stores
// (first in, first out). Working stocks between two steps of a chain (yards, bunkers) are not: the plan prints no stored quantity
// for them.
double Accounts::utilised_from_stock(Category category, Months months) const {
  double sum = tonnes(Channel::reclaimed, category, months);
  const int year_begin = months.first / 12 * 12;
  Trace* const trace = std::exchange(trace_, nullptr);  // these reads are only comparisons; only the result is traced
  const std::vector<double> stood = in_stores(category, year_begin);
  std::vector<double> used(stood.size()), before(stood.size());  // [waste] use in the year: up to the end of the months, up to their start
  for (const std::uint32_t i : rows_of(Channel::utilised, category)) {
    const StreamId waste = waste_of(books_.keys[i].stream);
    used[waste] += tonnes_of_row(i, {year_begin, months.first + months.count - year_begin});
    before[waste] += tonnes_of_row(i, {year_begin, months.first - year_begin});
  }
  for (StreamId waste = 0; waste < stood.size(); ++waste) {
    if (!primary(waste)) continue;
    const double of_waste = std::min(used[waste], stood[waste]) - std::min(before[waste], stood[waste]);
    if (trace && of_waste != 0)
      trace->lines.push_back({{Channel::opening, waste, no_site, no_site}, Trace::Of::stock, trace->factor * of_waste, "t"});
    sum += of_waste;
  }
  trace_ = trace;
  return sum;
}

bool Accounts::happened(Channel channel, Category category, Months months) const {
  const auto booked = [&](std::uint32_t row) {
    const auto entries = books_.row(row).subspan(static_cast<std::size_t>(months.first), static_cast<std::size_t>(months.count));
    return std::any_of(entries.begin(), entries.end(), [](const BookEntry& entry) { return entry.amount != 0; });
  };
  const auto& rows = rows_of(channel, category);
  return std::any_of(rows.begin(), rows.end(), booked);
}

double Accounts::recovered(Months months) const {
  const auto from_townships = [&](const BookKey& key) { return of_kind(key.counterpart, "township"); };
  return tonnes(Channel::received, Category::recyclables, months, from_townships) -
         counted(-1, [&] { return tonnes(Channel::consumed, Category::recyclables, months); });
}

double Accounts::recovered_before() const {
  const double tonnes = static_cast<double>(district_.economy.recovered_before) / grams_per_tonne;
  note(nothing, tonnes, "t", Trace::Of::data);
  return tonnes;
}

std::int64_t Accounts::loads_sent(Category category, Months months) const {
  std::int64_t sum = 0;
  for (const std::uint32_t i : rows_of(Channel::sent, category)) {
    if (!inside(books_.keys[i].site)) continue;
    std::int64_t count = 0;
    for (const BookEntry& entry : books_.row(i).subspan(static_cast<std::size_t>(months.first), static_cast<std::size_t>(months.count)))
      count += entry.count;
    note(books_.keys[i], static_cast<double>(count), "");
    sum += count;
  }
  return sum;
}

double Accounts::days(Months months) const {
  const auto begin = sim::month_begin(books_.first_month + months.first);
  const auto end = sim::month_begin(books_.first_month + months.first + months.count);
  return static_cast<double>((end - begin) / std::chrono::hours{24});
}

double Accounts::value_added(Months months) const {
  double sum = 0;
  for (int month = books_.first_month + months.first; month < books_.first_month + months.first + months.count; ++month)
    sum += district_.monthly_value_added() * policies_.value_added(sim::month_begin(month));
  note(nothing, sum, "万元", Trace::Of::data);
  return sum;
}

// Both in hundred million yuan first, as people write them, so that the ratio is that of the written figures to the last bit.
double Accounts::output(Months months) const {
  constexpr double fen_in_yi_yuan = 1e10;
  const Economy& economy = district_.economy;
  const double of_value_added = static_cast<double>(economy.output) / fen_in_yi_yuan /
                                (static_cast<double>(economy.value_added) / fen_in_yi_yuan);
  return of_value_added * counted(of_value_added, [&] { return value_added(months); });
}

double Accounts::capacity(const char* kind, Category category, Months months) const {
  const sim::Time last = sim::month_begin(books_.first_month + months.first + months.count) - sim::Duration{1};
  double sum = 0;
  for (SiteId site = 0; site < district_.sites.size(); ++site) {
    if (*kind != 0 && !of_kind(site, kind)) continue;
    const Site& at = district_.sites[site];
    const bool takes = std::any_of(at.ends.begin(), at.ends.end(), [&](StreamId s) { return category_of(s) == category; });
    if (!takes || at.capacity < 0) continue;
    const double capacity = static_cast<double>(policies_.capacity(site, at.capacity, last)) / grams_per_tonne;
    note({Channel::opening, no_stream, site, no_site}, capacity, "t/d", Trace::Of::capacity);
    sum += capacity;
  }
  return sum;
}

Months Accounts::in_base_year(Months months) const { return {months.first % 12, months.count}; }

}  // namespace waste
