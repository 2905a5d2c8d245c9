// Maximum throughput of each stream separately: a site that serves several streams counts with its whole capacity for each.
#pragma once

#include <cstdint>
#include <vector>

#include "models/world/flow_network.h"

namespace waste {

/// The bottleneck of one stream between its sources and the sites where it ends or is transformed.
struct Bottleneck {
  struct Place {
    SiteId site = no_site;
    std::int64_t capacity = 0;  // [g/d]
  };
  static constexpr std::int64_t no_limit = -1;

  StreamId stream = no_stream;
  std::int64_t demand = 0;      // sum of the source rates [g/d]
  std::int64_t most = 0;        // maximum flow with unlimited sources [g/d]; no_limit: no bottleneck
  std::vector<Place> places;    // sites of a minimum cut
};

/// One for every stream with a source, in order of stream. A landfill counts as an end only for streams that reach no other. If a
/// stream has intermediate stations (sites that pass it on up to a limit), direct deliveries to its end are left out: the
/// question is what the stations let through.
std::vector<Bottleneck> bottlenecks(const FlowNetwork& network);

}  // namespace waste
