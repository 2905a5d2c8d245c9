#include "models/district/network.h"

#include <cmath>
#include <numbers>

#include "models/scenario/graph.h"

namespace waste {

double straight_line(MapPoint a, MapPoint b) {
  constexpr double degree = std::numbers::pi / 180, earth = 6'371'000;  // [rad], mean radius [m]
  const double north = (b.latitude - a.latitude) * degree;
  const double east = (b.longitude - a.longitude) * degree * std::cos((a.latitude + b.latitude) / 2 * degree);
  return earth * std::sqrt(north * north + east * east);
}

Network::Network(std::vector<Locality> places, const std::vector<Road>& roads, Streets streets)
    : places_(std::move(places)), roads_(roads), row_(places_.size()) {
  std::vector<Edge> edges;
  for (const Road& road : roads) edges.push_back({road.from, road.to, road.length * 3600 / road.speed, road.length});
  times_.assign(row_ * row_, unreachable);
  metres_.assign(row_ * row_, 0);
  const auto paths = shortest_paths(static_cast<std::uint32_t>(row_), edges, unreachable.count());
  for (std::size_t from = 0; from < row_; ++from)
    for (std::size_t to = 0; to < row_; ++to) {
      if (paths[from].weight[to] == unreachable.count()) continue;
      times_[from * row_ + to] = sim::Duration{2 * streets.time + paths[from].weight[to]};
      metres_[from * row_ + to] = 2 * streets.length + paths[from].length[to];
    }
}

}  // namespace waste
