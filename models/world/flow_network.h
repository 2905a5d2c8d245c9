// The material-flow network of a world, for questions answered without simulation: does every stream reach a site where it may
// end? For the maximum flow see bottleneck.h, for the mean flow mean_flow.h.
//
// A network is a snapshot: the flow interfaces of all sites under the given policies at one instant.
#pragma once

#include <string>
#include <vector>

#include "engine/base/error.h"
#include "models/facilities/facility.h"

namespace waste {

struct World;

struct FlowNetwork {
  FlowNetwork(const World& world, const PolicySet& policies, sim::Time now);

  const World* world;
  std::vector<FlowInterface> interfaces;  // [site]

  bool accepts(SiteId site, StreamId stream) const;
  bool ends(SiteId site, StreamId stream) const;
  bool converts(SiteId site, StreamId stream) const;  // turns it into something else
};

/// All errors of the network: outlets that do not accept a stream sent to them (E0602), streams that reach no site where they may
/// end (E0601). Empty if there are none.
std::vector<sim::Diagnostic> network_errors(const FlowNetwork& network);

/// Those and, if there are none, what makes a run pointless or endless (feasibility.h), under the policies of replica 0 at the
/// start of the run; for many districts the template is used.
std::vector<sim::Diagnostic> network_errors(const World& world);

}  // namespace waste
