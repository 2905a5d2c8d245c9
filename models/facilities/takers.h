// The sites that take a stream in turn. One that sends a load back is left out for the rest of the day, see `Offer`.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "models/facilities/outgoing.h"

namespace waste {

class Takers {
 public:
  void add(SiteId site) { takers_.push_back({site, {}}); }

  /// The site that the next load goes to; no_site if nobody takes one today.
  SiteId next(sim::Time now) {
    for (std::size_t tried = 0; tried < takers_.size(); ++tried) {
      Taker& taker = takers_[next_];
      next_ = (next_ + 1) % takers_.size();
      if (!taker.offer.open(now)) continue;
      taker.offer.send(now);
      return taker.site;
    }
    return no_site;
  }

  /// A load comes back, last refused by `from`. If that was a fallback, it is not known which of the takers had no room.
  void come_back(SiteId from, sim::Time now) {
    const auto refused = [&](const Taker& taker) { return taker.site == from; };
    const bool known = std::any_of(takers_.begin(), takers_.end(), refused);
    for (Taker& taker : takers_)
      if (!known || refused(taker)) taker.offer.come_back(now);
  }

 private:
  struct Taker {
    SiteId site;
    Offer offer;
  };
  std::vector<Taker> takers_;
  std::size_t next_ = 0;
};

}  // namespace waste
