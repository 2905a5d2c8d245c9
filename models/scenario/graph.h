// Questions on graphs: shortest paths, order of precedence, what can be reached, and the most that can pass. graph.cpp is the only file
// that names Boost.Graph.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace waste {

/// An edge that can be passed both ways.
struct Edge {
  std::uint32_t from = 0, to = 0;
  std::int64_t weight = 0;  // what a shortest path minimises
  std::int64_t length = 0;  // what is summed along it
};

/// The shortest paths from one node, by weight.
struct ShortestPaths {
  std::vector<std::int64_t> weight;  // [node]; `unreachable` where no path leads
  std::vector<std::int64_t> length;  // [node]; 0 where no path leads
};

/// From every node 0 ... nodes-1, by Dijkstra.
std::vector<ShortestPaths> shortest_paths(std::uint32_t nodes, const std::vector<Edge>& edges, std::int64_t unreachable);

/// An arc of a directed graph, with what it can carry.
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
