// Partition of the sites of a world into regions, which can be simulated in parallel (engine/kernel/windows.h).
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/time.h"
#include "models/district/site.h"

namespace waste {

struct World;

struct Division {
  std::vector<std::uint32_t> region_of;  // [site]
  std::vector<std::uint32_t> position;   // [site] index within its region
  std::vector<std::vector<SiteId>> sites;  // [region][position]
  sim::Duration lookahead{0};            // no load or notice from one region to another takes less [s]

  std::size_t regions() const { return sites.size(); }
};

/// One region per district; shared sites belong to the first district that shares them.
Division by_district(const World& world);

/// An arbitrary partition: `region_of` gives the region of each site. For small worlds only, because all pairs are examined.
Division divided(const World& world, std::vector<std::uint32_t> region_of);

}  // namespace waste
