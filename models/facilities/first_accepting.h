// Selects the site that accepts a stream.
#pragma once

#include <algorithm>

#include "models/district/district.h"

namespace waste {

/// The first of `sites` that accepts `stream`; no_site when none does.
inline SiteId first_accepting(StreamId stream, const SiteRefs& sites, const District& district) {
  for (const auto& site : sites) {
    const auto& accepts = district.sites[site.index].accepts;
    if (std::find(accepts.begin(), accepts.end(), stream) != accepts.end()) return site.index;
  }
  return no_site;
}

}  // namespace waste
