#include "models/report/flow_graph.h"

#include <algorithm>
#include <limits>

namespace waste::report {
namespace {

enum State : int { fresh, open, done };

}  // namespace

/// Depth first; when it meets a node of its own way, that and what follows is a circle, and the way is cut to it.
bool FlowGraph::find(std::size_t node, std::vector<int>& state, std::vector<std::size_t>& way) const {
  state[node] = open;
  way.push_back(node);
  for (std::size_t to = 0; to < nodes_; ++to) {
    if (flow(node, to) <= 0) continue;
    if (state[to] == open) {
      way.erase(way.begin(), std::find(way.begin(), way.end(), to));
      return true;
    }
    if (state[to] == fresh && find(to, state, way)) return true;
  }
  state[node] = done;
  way.pop_back();
  return false;
}

std::vector<std::size_t> FlowGraph::circle() const {
  std::vector<int> state(nodes_, fresh);
  std::vector<std::size_t> way;
  for (std::size_t node = 0; node < nodes_; ++node)
    if (state[node] == fresh && find(node, state, way)) return way;
  return {};
}

std::int64_t FlowGraph::net() {
  std::int64_t taken = 0;
  for (auto way = circle(); !way.empty(); way = circle()) {
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    for (std::size_t i = 0; i < way.size(); ++i) least = std::min(least, flow(way[i], way[(i + 1) % way.size()]));
    for (std::size_t i = 0; i < way.size(); ++i) add(way[i], way[(i + 1) % way.size()], -least);
    taken += way.size() > 1 ? least * static_cast<std::int64_t>(way.size()) : 0;
  }
  return taken;
}

std::vector<int> FlowGraph::columns() const {
  std::vector<int> column(nodes_, 0);
  for (std::size_t round = 0; round < nodes_; ++round)
    for (std::size_t from = 0; from < nodes_; ++from)
      for (std::size_t to = 0; to < nodes_; ++to)
        if (flow(from, to) > 0) column[to] = std::max(column[to], column[from] + 1);
  return column;
}

}  // namespace waste::report
