// The mean flow on every arc of the network, as far as capacities let it through.
#pragma once

#include <cstdint>
#include <vector>

#include "models/world/flow_network.h"

namespace waste {

/// One arc of the network with its mean flow under the capacities.
struct MeanFlow {
  SiteId from = no_site, to = no_site;
  StreamId stream = no_stream;
  std::int64_t rate = 0;  // [g/d]
};

/// Distributes generation over the outlets in proportion to their capacities, unlimited ones last, and follows the products.
/// Every outlet is listed, even with rate 0.
std::vector<MeanFlow> mean_flows(const FlowNetwork& network);

}  // namespace waste
