// Flows made fit for a picture: circles are taken out, and places get columns.
#include "models/report/flow_graph.h"

#include "tests/catch.h"

namespace {

using waste::report::FlowGraph;

/// What a node passes on less what it receives.
std::int64_t balance(const FlowGraph& graph, std::size_t node) {
  std::int64_t sum = 0;
  for (std::size_t other = 0; other < graph.nodes(); ++other) sum += graph.flow(node, other) - graph.flow(other, node);
  return sum;
}

}  // namespace

TEST_CASE("what is refused and sent again is netted, and no place gains or loses by it", "[report]") {
  FlowGraph graph(4);
  graph.add(0, 1, 100), graph.add(1, 2, 90), graph.add(2, 1, 10), graph.add(2, 3, 80), graph.add(1, 3, 20);
  REQUIRE(graph.has_circle());
  std::vector<std::int64_t> before;
  for (std::size_t node = 0; node < 4; ++node) before.push_back(balance(graph, node));
  CHECK(graph.net() == 20);  // 10 on each of two ways
  CHECK_FALSE(graph.has_circle());
  CHECK(graph.flow(1, 2) == 80);
  CHECK(graph.flow(2, 1) == 0);
  for (std::size_t node = 0; node < 4; ++node) CHECK(balance(graph, node) == before[node]);
}

TEST_CASE("a circle of three places is reduced by its smallest flow", "[report]") {
  FlowGraph graph(3);
  graph.add(0, 1, 5), graph.add(1, 2, 7), graph.add(2, 0, 3);
  CHECK(graph.net() == 9);
  CHECK(graph.flow(0, 1) == 2);
  CHECK(graph.flow(1, 2) == 4);
  CHECK(graph.flow(2, 0) == 0);
}

TEST_CASE("what a place sends to itself is no way at all", "[report]") {
  FlowGraph graph(2);
  graph.add(0, 0, 5), graph.add(0, 1, 1);
  CHECK(graph.net() == 0);
  CHECK_FALSE(graph.has_circle());
  CHECK(graph.flow(0, 1) == 1);
}

TEST_CASE("graphs of any flows lose their circles and keep their balances", "[report]") {
  std::uint32_t state = 1;
  for (int round = 0; round < 50; ++round) {
    FlowGraph graph(7);
    std::vector<std::int64_t> before;
    for (std::size_t from = 0; from < 7; ++from)
      for (std::size_t to = 0; to < 7; ++to) {
        state = state * 1664525U + 1013904223U;
        if (state >> 30 == 0) graph.add(from, to, state >> 20 & 255);
      }
    for (std::size_t node = 0; node < 7; ++node) before.push_back(balance(graph, node));
    graph.net();
    CHECK_FALSE(graph.has_circle());
    const auto columns = graph.columns();
    for (std::size_t from = 0; from < 7; ++from) {
      CHECK(balance(graph, from) == before[from]);
      for (std::size_t to = 0; to < 7; ++to)
        if (graph.flow(from, to) > 0) CHECK(columns[from] < columns[to]);
    }
  }
}
