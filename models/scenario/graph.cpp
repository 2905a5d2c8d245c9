#include "models/scenario/graph.h"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/push_relabel_max_flow.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/graph/topological_sort.hpp>

#include <algorithm>
#include <queue>

namespace waste {
namespace {

struct EdgeProperty {
  std::int64_t weight;
  std::int64_t length;
};
using UndirectedGraph = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property, EdgeProperty>;

using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
using FlowGraph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, boost::no_property,
                                        boost::property<boost::edge_capacity_t, std::int64_t,
                                                        boost::property<boost::edge_residual_capacity_t, std::int64_t,
                                                                        boost::property<boost::edge_reverse_t, Traits::edge_descriptor>>>>;

using PlainGraph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;

PlainGraph plain_graph(std::uint32_t nodes, const std::vector<FlowArc>& arcs) {
  PlainGraph graph(nodes);
  for (const FlowArc& arc : arcs) boost::add_edge(arc.from, arc.to, graph);
  return graph;
}

/// Length along the tree of shortest paths from `from` to `to`.
std::int64_t path_length(const UndirectedGraph& graph, const std::vector<std::size_t>& parent, std::size_t from, std::size_t to) {
  std::int64_t length = 0;
  for (std::size_t at = to; at != from; at = parent[at]) length += graph[boost::edge(parent[at], at, graph).first].length;
  return length;
}

}  // namespace

std::vector<ShortestPaths> shortest_paths(std::uint32_t nodes, const std::vector<Edge>& edges, std::int64_t unreachable) {
  UndirectedGraph graph(nodes);
  for (const Edge& edge : edges) boost::add_edge(edge.from, edge.to, EdgeProperty{edge.weight, edge.length}, graph);
  std::vector<ShortestPaths> all;
  for (std::size_t from = 0; from < nodes; ++from) {
    ShortestPaths& paths = all.emplace_back(ShortestPaths{std::vector<std::int64_t>(nodes, unreachable), std::vector<std::int64_t>(nodes)});
    std::vector<std::size_t> parent(nodes);
    boost::dijkstra_shortest_paths(graph, from,
                                   boost::weight_map(boost::get(&EdgeProperty::weight, graph))
                                       .distance_map(paths.weight.data())
                                       .predecessor_map(parent.data())
                                       .distance_inf(unreachable));
    for (std::size_t to = 0; to < nodes; ++to)
      if (paths.weight[to] != unreachable) paths.length[to] = path_length(graph, parent, from, to);
  }
  return all;
}

MaximumFlow maximum_flow(std::uint32_t nodes, const std::vector<FlowArc>& arcs, std::uint32_t source, std::uint32_t sink) {
  FlowGraph graph(nodes);
  auto capacity = boost::get(boost::edge_capacity, graph);
  auto reverse = boost::get(boost::edge_reverse, graph);
  auto residual = boost::get(boost::edge_residual_capacity, graph);
  std::vector<Traits::edge_descriptor> edges;
  for (const FlowArc& arc : arcs) {
    const auto forward = boost::add_edge(arc.from, arc.to, graph).first;
    const auto back = boost::add_edge(arc.to, arc.from, graph).first;
    capacity[forward] = arc.capacity;
    capacity[back] = 0;
    reverse[forward] = back;
    reverse[back] = forward;
    edges.push_back(forward);
  }
  MaximumFlow result;
  result.value = boost::push_relabel_max_flow(graph, source, sink);
  for (const auto& edge : edges) result.flow.push_back(capacity[edge] - residual[edge]);

  // Nodes reachable from the source in the residual graph; the arcs that leave them are a minimum cut.
  std::vector<bool> side(nodes, false);
  std::queue<std::uint32_t> open;
  side[source] = true;
  open.push(source);
  while (!open.empty()) {
    const auto node = open.front();
    open.pop();
    for (auto [edge, end] = boost::out_edges(node, graph); edge != end; ++edge) {
      const auto next = static_cast<std::uint32_t>(boost::target(*edge, graph));
      if (residual[*edge] <= 0 || side[next]) continue;
      side[next] = true;
      open.push(next);
    }
  }
  for (std::size_t i = 0; i < arcs.size(); ++i)
    if (side[arcs[i].from] && !side[arcs[i].to] && arcs[i].capacity > 0) result.cut.push_back(i);
  return result;
}

std::vector<std::uint32_t> on_circles(std::uint32_t nodes, const std::vector<FlowArc>& arcs) {
  PlainGraph graph = plain_graph(nodes, arcs);
  std::vector<int> component(nodes);
  boost::strong_components(graph, boost::make_iterator_property_map(component.begin(), boost::get(boost::vertex_index, graph)));
  std::vector<std::uint32_t> size(nodes, 0), circles;
  for (const int each : component) ++size[static_cast<std::size_t>(each)];
  for (std::uint32_t node = 0; node < nodes; ++node) {
    if (size[static_cast<std::size_t>(component[node])] > 1 || boost::edge(node, node, graph).second) circles.push_back(node);
  }
  return circles;
}

std::optional<std::vector<std::uint32_t>> precedence_order(std::uint32_t nodes, const std::vector<FlowArc>& arcs) {
  std::vector<std::size_t> backwards;
  try {
    PlainGraph graph = plain_graph(nodes, arcs);
    boost::topological_sort(graph, std::back_inserter(backwards));
  } catch (const boost::not_a_dag&) {
    return {};
  }
  return std::vector<std::uint32_t>(backwards.rbegin(), backwards.rend());
}

std::vector<bool> reachable(std::uint32_t nodes, const std::vector<FlowArc>& arcs, std::uint32_t from) {
  PlainGraph graph = plain_graph(nodes, arcs);
  std::vector<boost::default_color_type> color(nodes, boost::white_color);
  boost::queue<std::size_t> buffer;
  boost::breadth_first_visit(graph, static_cast<std::size_t>(from), buffer, boost::default_bfs_visitor(),
                             boost::make_iterator_property_map(color.begin(), boost::get(boost::vertex_index, graph)));
  std::vector<bool> result(nodes);
  for (std::uint32_t node = 0; node < nodes; ++node) result[node] = color[node] != boost::white_color;
  return result;
}

}  // namespace waste
