#include "engine/base/team.h"

#include <numeric>
#include <vector>

#include "tests/catch.h"

TEST_CASE("a team works at the same time, once for each thread, call after call") {
  for (const unsigned threads : {1u, 2u, 5u}) {
    sim::Team team(threads);
    REQUIRE(team.size() == threads);
    std::vector<int> calls(threads);
    sim::Barrier barrier(threads);
    for (int round = 0; round < 200; ++round)
      team.run([&](unsigned worker) {
        barrier.arrive_and_wait([] {});  // would wait for ever if they took turns
        ++calls[worker];
      });
    CHECK(calls == std::vector<int>(threads, 200));
  }
}

TEST_CASE("at a barrier the last to come sees what all have done, and all see what it does") {
  constexpr unsigned threads = 4;
  sim::Team team(threads);
  sim::Barrier barrier(threads);
  std::vector<int> given(threads);
  int sum = 0;
  std::vector<int> wrong(threads);
  team.run([&](unsigned worker) {
    for (int round = 1; round <= 500; ++round) {
      given[worker] = round;
      barrier.arrive_and_wait([&] { sum = std::accumulate(given.begin(), given.end(), 0); });
      wrong[worker] += sum != round * static_cast<int>(threads);
      barrier.arrive_and_wait([] {});
    }
  });
  CHECK(wrong == std::vector<int>(threads, 0));
}

TEST_CASE("a team that was never called ends") {
  sim::Team team(3);
  CHECK(team.size() == 3);
}
