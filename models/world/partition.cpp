#include "models/world/partition.h"

#include <algorithm>

#include "models/facilities/facility.h"
#include "models/world/world.h"

namespace waste {
namespace {

/// The shortest travel time with mean `mean` that Facility::depart can draw [s].
sim::Duration least_drive(const World& world, std::int64_t mean) {
  const std::int64_t ppm = (*world.district.travel_factor)(0);
  return sim::Duration{std::max<std::int64_t>(1, mean * ppm / 1'000'000)};
}

Partition with_positions(std::vector<std::uint32_t> region_of, sim::Duration lookahead) {
  Partition division;
  division.lookahead = lookahead;
  for (SiteId site = 0; site < region_of.size(); ++site) {
    if (region_of[site] >= division.sites.size()) division.sites.resize(region_of[site] + 1);
    auto& neighbours = division.sites[region_of[site]];
    division.position.push_back(static_cast<std::uint32_t>(neighbours.size()));
    neighbours.push_back(site);
  }
  division.region_of = std::move(region_of);
  return division;
}

}  // namespace

Partition by_district(const World& world) {
  std::vector<std::uint32_t> region_of;
  for (const Site& site : world.district.sites) region_of.push_back(site.district);
  const auto haul = world.district.shortest_haul_between();
  const sim::Duration drive = haul ? least_drive(world, haul->count()) : world.district.notice_between;
  return with_positions(std::move(region_of), std::min(drive, world.district.notice_between));
}

Partition divided(const World& world, std::vector<std::uint32_t> region_of) {
  sim::Duration lookahead = Facility::notice_time;
  for (SiteId from = 0; from < region_of.size(); ++from)
    for (SiteId to = 0; to < region_of.size(); ++to)
      if (region_of[from] != region_of[to]) lookahead = std::min(lookahead, least_drive(world, world.district.travel_time(from, to)));
  return with_positions(std::move(region_of), lookahead);
}

}  // namespace waste
