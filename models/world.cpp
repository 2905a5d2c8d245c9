#include "models/world.h"

#include <algorithm>

namespace waste {

StreamId World::stream(std::string_view id) const {
  for (StreamId i = 0; i < streams.size(); ++i)
    if (streams[i].id == id) return i;
  return no_stream;
}

SiteId World::site(std::string_view id) const {
  const auto it = std::lower_bound(sites.begin(), sites.end(), id, [](const Site& site, std::string_view x) { return site.id < x; });
  return it != sites.end() && it->id == id ? static_cast<SiteId>(it - sites.begin()) : no_site;
}

double World::at_day(const std::vector<double>& table, sim::Time now) const {
  const auto day = static_cast<std::size_t>(std::max<std::int64_t>((now - start).count(), 0) / sim::seconds_per_day);
  return table[std::min(day, table.size() - 1)];
}

double World::value_added(int first_month, int months) const {
  constexpr double fen_in_wan_yuan = 1e6;
  double sum = 0;
  for (int month = first_month; month < first_month + months; ++month) {
    const int year = sim::year_of(sim::month_begin(month)) - sim::year_of(start);
    double value = static_cast<double>(economy.value_added) / 12;
    for (int i = 0; i < year; ++i) value *= 1 + economy.industrial_growth;
    sum += value;
  }
  return sum / fen_in_wan_yuan;
}

template <class Make>
const sim::Quantile* World::table(const std::string& key, Make make) {
  if (common)
    if (const auto it = common->tables_.find(key); it != common->tables_.end()) return &it->second;
  const auto it = tables_.find(key);
  return it != tables_.end() ? &it->second : &tables_.emplace(key, make()).first->second;
}

const sim::Quantile* World::pert(const sim::Range& r) {
  const std::string key = "pert " + std::to_string(r.low) + " " + std::to_string(r.mode) + " " + std::to_string(r.high);
  return table(key, [&] { return r.low == r.high ? sim::Quantile::constant(r.mode) : sim::Quantile::pert(r.low, r.mode, r.high); });
}

const sim::Quantile* World::lognormal(double mean, double cv) {
  const std::string key = "lognormal " + std::to_string(mean) + " " + std::to_string(cv);
  return table(key, [&] {
    return cv == 0 ? sim::Quantile::constant(static_cast<std::int64_t>(mean)) : sim::Quantile::lognormal(mean, cv);
  });
}

const sim::Quantile* World::lognormal_ppm(double cv) { return lognormal(1e6, cv); }

const sim::Quantile* World::exponential(double mean) {
  return table("exponential " + std::to_string(mean), [&] { return sim::Quantile::exponential(mean); });
}

}  // namespace waste
