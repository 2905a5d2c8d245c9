// The most that can pass: one stream at a time; a site that serves several streams is counted with its whole capacity for each of them.
#pragma once

#include <cstdint>
#include <vector>

#include "models/world/flow_network.h"

namespace waste {

/// The narrowest place of one stream between where it arises and where it ends or becomes something else.
struct Bottleneck {
  struct Place {
    SiteId site = no_site;
    std::int64_t capacity = 0;  // [g/d]
  };
  static constexpr std::int64_t no_limit = -1;

  StreamId stream = no_stream;
  std::int64_t demand = 0;      // sum of the source rates [g/d]
  std::int64_t most = 0;        // maximum flow when sources are not limited [g/d]; no_limit: nothing narrows it
  std::vector<Place> places;    // sites of a minimum cut
};

/// One for every stream that arises somewhere, in order of stream. Burying is no way out where there is another: a landfill
/// counts as an end only for streams that have no other. Where a stream has stations on the way (sites that pass it on up to a
/// limit), what is brought straight to its end is left out: the question is what the stations let through.
std::vector<Bottleneck> bottlenecks(const FlowNetwork& network);

}  // namespace waste
