// The sites that may take what leaves a facility, nearest first. A destination counts as open until its site says otherwise: whoever
// sends does not see it, and learns by notice that a load was refused.
#pragma once

#include <algorithm>
#include <vector>

#include "engine/base/catalogue.h"
#include "models/district/district.h"
#include "models/district/load.h"

namespace waste {

class Destinations {
 public:
  struct Destination {
    SiteId site;
    bool open;
  };

  /// Lists `sites` by driving time from `from`; ties keep the order of the list.
  void lead_to(const SiteRefs& sites, SiteId from, const District& district) {
    for (const auto& to : sites) destinations_.push_back({to.index, true});
    std::stable_sort(destinations_.begin(), destinations_.end(), [&](const Destination& a, const Destination& b) {
      return district.travel_time(from, a.site) < district.travel_time(from, b.site);
    });
  }

  /// The nearest that is open; `fallback` when none is.
  SiteId nearest_open(SiteId fallback = no_site) const {
    const auto destination = std::find_if(destinations_.begin(), destinations_.end(), [](const Destination& d) { return d.open; });
    return destination == destinations_.end() ? fallback : destination->site;
  }

  void close(SiteId site) {
    for (Destination& destination : destinations_)
      if (destination.site == site) destination.open = false;
  }

  auto begin() { return destinations_.begin(); }
  auto end() { return destinations_.end(); }
  auto begin() const { return destinations_.begin(); }
  auto end() const { return destinations_.end(); }

 private:
  std::vector<Destination> destinations_;
};

}  // namespace waste
