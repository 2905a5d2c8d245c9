// Partition of the sites of a world into regions, which can be simulated in parallel (engine/kernel/windows.h).
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/time.h"
#include "models/district/site.h"

namespace waste {

struct World;

struct Partition {
  std::vector<std::uint32_t> region_of;  // [site]
  std::vector<std::uint32_t> position;   // [site] index within its region
  std::vector<std::vector<SiteId>> sites;  // [region][position]
  sim::Duration lookahead{0};            // no load or notice from one region to another takes less [s]

  std::size_t regions() const { return sites.size(); }
};

/// One region a district; what several share belongs to the first of them.
Partition by_district(const World& world);

/// Any division of the sites: `region_of` gives the region of each. For worlds of few sites, because all pairs are looked at.
Partition divided(const World& world, std::vector<std::uint32_t> region_of);

}  // namespace waste
