#include "models/district/district.h"

#include <algorithm>
#include <limits>

namespace waste {

StreamId District::stream(std::string_view id) const {
  for (StreamId i = 0; i < streams.size(); ++i)
    if (streams[i].id == id) return i;
  return no_stream;
}

SiteId District::site(std::string_view id) const {
  const auto it = std::lower_bound(sites.begin(), sites.end(), id, [](const Site& site, std::string_view x) { return site.id < x; });
  return it != sites.end() && it->id == id ? static_cast<SiteId>(it - sites.begin()) : no_site;
}

std::size_t District::template_sites() const {
  SiteId most = 0;
  for (const Placement& placement : placements) most = std::max(most, placement.template_site + 1);
  return most;
}

std::string_view District::template_id(SiteId site) const {
  const std::string_view id = sites[site].id;
  const std::size_t owner = owners[placements[site].owner].id.size();
  return owner == 0 ? id : id.substr(owner + 1);
}

std::int64_t District::distance(SiteId from, SiteId to) const {
  const Placement &a = placements[from], &b = placements[to];
  return a.owner == b.owner ? network.distance(a.place, b.place) : route(a, b).metres;
}

// From district to district via the nearest place that both could share: nobody drives this route today, but it keeps every site
// reachable.
District::Route District::route(const Placement& from, const Placement& to) const {
  const Owner &a = owners[from.owner], &b = owners[to.owner];
  if (a.level == Sharing::none && b.level == Sharing::none) {
    const Route out = route_to_shared(from), in = route_to_shared(to);
    return {out.time + in.time, out.metres + in.metres};
  }
  const std::int64_t factor = a.level == Sharing::none ? a.distance : b.distance;
  constexpr std::int64_t parts = 1'000'000;
  return {network.travel(from.place, to.place).count() * factor / parts, network.distance(from.place, to.place) * factor / parts};
}

District::Route District::route_to_shared(const Placement& from) const {
  Route nearest{Network::unreachable.count(), 0};
  const auto& places = network.places();
  for (std::uint32_t place = 0; place < places.size(); ++place) {
    if (places[place].shared == Sharing::none) continue;
    const std::int64_t time = network.travel(from.place, place).count() * owners[from.owner].distance / 1'000'000;
    if (time < nearest.time) nearest = {time, network.distance(from.place, place) * owners[from.owner].distance / 1'000'000};
  }
  return nearest;
}

std::optional<sim::Duration> District::shortest_haul_between() const {
  const std::size_t places = network.places().size();
  std::vector<bool> own(places, false);
  std::vector<bool> common(places, false);
  std::int64_t factor = std::numeric_limits<std::int64_t>::max();
  for (const Placement& s : placements) (owners[s.owner].level == Sharing::none ? own : common)[s.place] = true;
  for (const Owner& owner : owners)
    if (owner.level == Sharing::none) factor = std::min(factor, owner.distance);
  std::optional<sim::Duration> shortest;
  const auto consider = [&](std::uint32_t from, std::uint32_t to, std::int64_t ppm) {
    const sim::Duration time{network.travel(from, to).count() * ppm / 1'000'000};
    if (!shortest || time < *shortest) shortest = time;
  };
  for (std::uint32_t from = 0; from < places; ++from)
    for (std::uint32_t to = 0; to < places; ++to) {
      if (common[to] && own[from]) consider(from, to, factor);
      if (common[to] && common[from] && network.places()[from].shared != network.places()[to].shared) consider(from, to, 1'000'000);
    }
  return shortest;
}

double District::size() const {
  double sum = 0;
  for (const Owner& owner : owners)
    if (owner.level == Sharing::none) sum += owner.size;
  return sum;
}

double District::at_day(const std::vector<double>& table, sim::Time now) const {
  const auto day = static_cast<std::size_t>(std::max<std::int64_t>((now - start).count(), 0) / sim::seconds_per_day);
  return table[std::min(day, table.size() - 1)];
}

double District::monthly_value_added() const {
  constexpr double fen_in_wan_yuan = 1e6;
  return static_cast<double>(economy.value_added) / 12 / fen_in_wan_yuan;
}

}  // namespace waste
