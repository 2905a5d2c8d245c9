// How the sites of a world are divided into regions, which one run may simulate at the same time (engine/kernel/windows.h).
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/time.h"
#include "models/district/site.h"

namespace waste {

struct World;

struct Partition {
  std::vector<std::uint32_t> region_of;  // [site]
  std::vector<std::uint32_t> position;   // [site] its number among those of its region
  std::vector<std::vector<SiteId>> sites;  // [region][position]
  sim::Duration lookahead{0};            // no load and no notice from one region to another takes less [s]

  std::size_t regions() const { return sites.size(); }
};

/// One region a district; what several share belongs to the first of them.
Partition by_district(const World& world);

/// Any division of the sites: `region_of` gives the region of each. For worlds of few sites, because all pairs are looked at.
Partition divided(const World& world, std::vector<std::uint32_t> region_of);

}  // namespace waste
