// Roads between places, and what passes through the district: haul times by shortest path, reachability of outlets, and
// the bottleneck of each stream by maximum flow. The only file that names Boost.Graph is network.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/time.h"

namespace waste {

/// Who shares the sites of a place in a run of several districts.
enum class Sharing : std::uint8_t { none, city, province, country };

struct Locality {
  std::string id;
  bool inside = true;  // inside the district
  Sharing shared = Sharing::none;
};

struct Road {
  std::uint32_t from = 0, to = 0;  // indices of places; roads go both ways
  std::int64_t length = 0;         // [m]
  std::int64_t speed = 0;          // [m/h]
};

class Network {
 public:
  /// All pairs, by Dijkstra from every place. Unreachable pairs have travel time `unreachable`.
  Network(std::vector<Locality> places, const std::vector<Road>& roads);
  Network() = default;

  static constexpr sim::Duration unreachable = sim::Duration{std::int64_t{1} << 40};

  const std::vector<Locality>& places() const { return places_; }
  const std::vector<Road>& roads() const { return roads_; }

  /// Driving time at mean speed [s]; within one place `local` for the streets of the place itself.
  sim::Duration travel(std::uint32_t from, std::uint32_t to) const { return times_[from * row_ + to]; }
  std::int64_t distance(std::uint32_t from, std::uint32_t to) const { return metres_[from * row_ + to]; }  // [m]

 private:
  std::vector<Locality> places_;
  std::vector<Road> roads_;
  std::size_t row_ = 0;                 // places
  std::vector<sim::Duration> times_;    // [from * places + to]
  std::vector<std::int64_t> metres_;    // [from * places + to]
};

/// A directed graph with capacities, and the answers that `check` and `graph` need of it.
struct FlowArc {
  std::uint32_t from = 0, to = 0;
  std::int64_t capacity = 0;  // [g/d]
};

struct MaximumFlow {
  std::int64_t value = 0;             // [g/d]
  std::vector<std::size_t> cut;       // arcs of a minimum cut: the bottleneck
  std::vector<std::int64_t> flow;     // [arc]
};

/// Push-relabel maximum flow from node `source` to node `sink` among nodes 0 ... nodes-1.
MaximumFlow maximum_flow(std::uint32_t nodes, const std::vector<FlowArc>& arcs, std::uint32_t source, std::uint32_t sink);

/// Nodes that can be reached from `from` along the arcs.
std::vector<bool> reachable(std::uint32_t nodes, const std::vector<FlowArc>& arcs, std::uint32_t from);

/// An order of the nodes 0 ... nodes-1 in which `from` of every arc comes before `to`; nothing when arcs run in a circle.
std::optional<std::vector<std::uint32_t>> precedence_order(std::uint32_t nodes, const std::vector<FlowArc>& arcs);

/// Nodes on some circle of arcs, ascending.
std::vector<std::uint32_t> on_circles(std::uint32_t nodes, const std::vector<FlowArc>& arcs);

}  // namespace waste
