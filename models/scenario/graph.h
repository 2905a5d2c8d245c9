// Graph algorithms: shortest paths, topological order, reachability and maximum flow. Only graph.cpp uses Boost.Graph.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace waste {

/// An undirected edge.
struct Edge {
  std::uint32_t from = 0, to = 0;
  std::int64_t weight = 0;  // minimised by the shortest path
  std::int64_t length = 0;  // summed along the path
};

/// The shortest paths from one node, by weight.
struct ShortestPaths {
  std::vector<std::int64_t> weight;  // [node]; `unreachable` where no path leads
  std::vector<std::int64_t> length;  // [node]; 0 where no path leads
};

/// From every node 0 ... nodes-1, by Dijkstra.
std::vector<ShortestPaths> shortest_paths(std::uint32_t nodes, const std::vector<Edge>& edges, std::int64_t unreachable);

/// An arc of a directed graph, with its capacity.
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

/// Nodes reachable from `from` along the arcs.
std::vector<bool> reachable(std::uint32_t nodes, const std::vector<FlowArc>& arcs, std::uint32_t from);

/// A topological order of the nodes 0 ... nodes-1 (`from` of every arc before `to`); nothing if there is a cycle.
std::optional<std::vector<std::uint32_t>> precedence_order(std::uint32_t nodes, const std::vector<FlowArc>& arcs);

/// Nodes that lie on a cycle, ascending.
std::vector<std::uint32_t> on_circles(std::uint32_t nodes, const std::vector<FlowArc>& arcs);

}  // namespace waste
