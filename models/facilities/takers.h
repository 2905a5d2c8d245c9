// Which of several sites takes a stream: a public fact of the sites, which no policy changes.
#pragma once

#include <algorithm>

#include "models/world/world.h"

namespace waste {

/// The first of `sites` that accepts `stream`; no_site when none does.
inline SiteId taker_of(StreamId stream, const sim::References& sites, const Rules& rules, sim::Time now) {
  for (const auto& site : sites) {
    const auto accepts = rules.world().facilities[site.index]->passage(rules, now).accepts;
    if (std::find(accepts.begin(), accepts.end(), stream) != accepts.end()) return site.index;
  }
  return no_site;
}

}  // namespace waste
