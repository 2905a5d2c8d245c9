#include "models/district/network.h"

#include "models/scenario/graph.h"

namespace waste {
namespace {

// Streets inside one place: from a collection round to its depot or station.
constexpr sim::Duration local_time{600};      // [s]
constexpr std::int64_t local_distance = 4'000;  // [m]

}  // namespace

Network::Network(std::vector<Locality> places, const std::vector<Road>& roads)
    : places_(std::move(places)), roads_(roads), row_(places_.size()) {
  std::vector<Edge> edges;
  for (const Road& road : roads) edges.push_back({road.from, road.to, road.length * 3600 / road.speed, road.length});
  times_.assign(row_ * row_, unreachable);
  metres_.assign(row_ * row_, 0);
  const auto paths = shortest_paths(static_cast<std::uint32_t>(row_), edges, unreachable.count());
  for (std::size_t from = 0; from < row_; ++from)
    for (std::size_t to = 0; to < row_; ++to) {
      if (paths[from].weight[to] == unreachable.count()) continue;
      times_[from * row_ + to] = local_time + sim::Duration{paths[from].weight[to]};
      metres_[from * row_ + to] = local_distance + paths[from].length[to];
    }
}

}  // namespace waste
