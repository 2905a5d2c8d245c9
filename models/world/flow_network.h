// The material-flow network of a world, for questions that are answered without simulating: does every stream reach a place
// where it may end? What is the most that can pass stands in bottleneck.h, what passes in the mean in mean_flow.h.
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

/// Everything that is wrong with the network: outlets that do not accept what they are sent (E0602), streams that reach no
/// place where they may end (E0601). Empty when the network is sound.
std::vector<sim::Diagnostic> network_errors(const FlowNetwork& network);

/// PolicySet of replica 0, at the first instant of the world; of many districts the pattern is looked at.
std::vector<sim::Diagnostic> network_errors(const World& world);

}  // namespace waste
