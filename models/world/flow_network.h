// Static questions on the material-flow network of a world, answered without simulating: does every stream reach a place
// where it may end, and what is the most that can pass?
//
// A network is a snapshot: the passages of all sites under the given policies at one instant. Bottlenecks look at one stream at
// a time; a site that serves several streams is counted with its whole capacity for each of them.
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
  std::vector<Passage> passages;  // [site]

  bool accepts(SiteId site, StreamId stream) const;
  bool ends(SiteId site, StreamId stream) const;
  bool changes(SiteId site, StreamId stream) const;  // turns it into something else
};

/// Everything that is wrong with the network: outlets that do not accept what they are sent (E0602), streams that reach no
/// place where they may end (E0601). Empty when the network is sound.
std::vector<sim::Diagnostic> network_errors(const FlowNetwork& network);

/// PolicySet of replica 0, at the first instant of the world; of many districts the pattern is looked at.
std::vector<sim::Diagnostic> network_errors(const World& world);

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

/// One arc of the network with the mean flow the capacities let through it.
struct MeanFlow {
  SiteId from = no_site, to = no_site;
  StreamId stream = no_stream;
  std::int64_t rate = 0;  // [g/d]
};

/// Spreads what arises over the outlets in proportion to their capacities, unlimited ones last, and follows what it becomes.
/// Every outlet is listed, also with rate 0.
std::vector<MeanFlow> mean_flows(const FlowNetwork& network);

}  // namespace waste
