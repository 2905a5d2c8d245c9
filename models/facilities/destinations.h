// The sites that may take what leaves a facility, nearest first. A door counts as open until its site says otherwise: whoever
// sends does not see it, and learns by notice that a load was refused.
#pragma once

#include <algorithm>
#include <vector>

#include "engine/base/catalogue.h"
#include "models/district/district.h"
#include "models/district/load.h"

namespace waste {

class Doors {
 public:
  struct Door {
    SiteId site;
    bool open;
  };

  /// Lists `sites` by driving time from `from`; those equally near keep the order of the list.
  void lead_to(const SiteRefs& sites, SiteId from, const District& district) {
    for (const auto& to : sites) doors_.push_back({to.index, true});
    std::stable_sort(doors_.begin(), doors_.end(),
                     [&](const Door& a, const Door& b) { return district.travel_time(from, a.site) < district.travel_time(from, b.site); });
  }

  /// The nearest that is open; `otherwise` when none is.
  SiteId nearest_open(SiteId otherwise = no_site) const {
    const auto door = std::find_if(doors_.begin(), doors_.end(), [](const Door& d) { return d.open; });
    return door == doors_.end() ? otherwise : door->site;
  }

  void close(SiteId site) {
    for (Door& door : doors_)
      if (door.site == site) door.open = false;
  }

  auto begin() { return doors_.begin(); }
  auto end() { return doors_.end(); }
  auto begin() const { return doors_.begin(); }
  auto end() const { return doors_.end(); }

 private:
  std::vector<Door> doors_;
};

}  // namespace waste
