#include "models/facilities/gate.h"

#include <deque>
#include <vector>

#include "engine/random/random.h"
#include "tests/catch.h"

using waste::Fifo;
using waste::Gate;
using waste::Load;
using namespace std::chrono_literals;

namespace {

constexpr sim::Time at(std::int64_t second) { return sim::Time{sim::Duration{second}}; }

Load load_of(std::int64_t mass, std::int64_t water = 0) {
  Load load;
  load.mass = mass;
  load.water = water;
  return load;
}

}  // namespace

TEST_CASE("a fifo agrees with std::deque through growth, wrap-around and copies") {
  Fifo<int> fifo;
  std::deque<int> plain;
  sim::Random random(1, 2, 3, 4);
  for (int i = 0; i < 20'000; ++i) {
    if (random.below(1'000) < 480 && !plain.empty()) {
      if (fifo.front() != plain.front() || fifo.pop() != plain.front()) FAIL("wrong element");
      plain.pop_front();
    } else {
      fifo.push(i);
      plain.push_back(i);
    }
    if (fifo.size() != plain.size() || fifo.empty() != plain.empty()) FAIL("wrong size");
    if (i % 1'000 == 0) {
      const Fifo<int> copy = fifo;
      std::vector<int> seen;
      copy.for_each([&](int x) { seen.push_back(x); });
      CHECK(seen == std::vector<int>(plain.begin(), plain.end()));
    }
  }
  CHECK(fifo.size() > 100);
}

TEST_CASE("taking from an empty fifo is refused as our own mistake") {
  Fifo<int> fifo;
  CHECK_THROWS_AS(fifo.pop(), sim::Error);
  fifo.push(1);
  CHECK(fifo.pop() == 1);
  CHECK_THROWS_AS(fifo.pop(), sim::Error);
}

TEST_CASE("vehicles are served first come, first served, and told how long they waited") {
  Gate gate(2);
  for (int i = 1; i <= 4; ++i) gate.arrive(load_of(i * 100), at(i * 10));
  CHECK(gate.waiting() == 4);
  CHECK(gate.mass_here() == 1'000);
  CHECK(gate.next().mass == 100);
  CHECK(gate.begin(at(40), at(100)) == 30s);
  CHECK(gate.begin(at(40), at(90)) == 20s);
  CHECK_FALSE(gate.can_begin());  // both servers are busy
  CHECK(gate.serving() == 2);
  CHECK(gate.finish(at(90)).mass == 200);
  CHECK(gate.mass_here() == 800);
  CHECK(gate.can_begin());
  CHECK(gate.begin(at(90), at(100)) == 60s);
  CHECK(gate.finish(at(100)).mass == 100);  // two end at once: each call frees one
  CHECK(gate.finish(at(100)).mass == 300);
  CHECK(gate.begin(at(100), at(110)) == 60s);
  CHECK(gate.finish(at(110)).mass == 400);
  CHECK(gate.mass_here() == 0);
  CHECK(gate.serving() == 0);
  CHECK_FALSE(gate.can_begin());
}

TEST_CASE("the length of the queue, summed over time, is the sum of all waits") {
  Gate gate(1);
  const auto at = [](std::int64_t second) { return sim::Time{sim::Duration{1'600'000'000 + second}}; };
  Load load;
  load.mass = 5;
  for (const std::int64_t second : {0, 10, 15}) gate.arrive(load, at(second));
  std::int64_t waits = gate.begin(at(20), at(50)).count();
  gate.finish(at(50));
  waits += gate.begin(at(50), at(90)).count();
  gate.finish(at(90));
  waits += gate.begin(at(90), at(99)).count();
  CHECK(waits == 20 + 40 + 75);
  CHECK(gate.take_queue_time(at(95)) == waits);
  CHECK(gate.take_queue_time(at(200)) == 0);
}

TEST_CASE("all that waits or is being tipped is held, and nothing that has left") {
  Gate gate(1);
  gate.arrive(load_of(10, 4), at(0));
  gate.arrive(load_of(20, 5), at(0));
  gate.begin(at(0), at(60));
  const auto held = [&] {
    std::vector<waste::Holding> all;
    gate.holdings(all);
    std::int64_t mass = 0, water = 0;
    for (const auto& h : all) mass += h.mass, water += h.water;
    return std::pair{mass, water};
  };
  CHECK(held() == std::pair<std::int64_t, std::int64_t>{30, 9});
  gate.finish(at(60));
  CHECK(held() == std::pair<std::int64_t, std::int64_t>{20, 5});
}

TEST_CASE("a gate refuses to begin without a vehicle or a free server, and to finish what has not begun") {
  Gate gate(1);
  CHECK_THROWS_AS(gate.begin(at(0), at(1)), sim::Error);
  gate.arrive(load_of(1), at(0));
  gate.arrive(load_of(2), at(0));
  gate.begin(at(0), at(10));
  CHECK_THROWS_AS(gate.begin(at(0), at(10)), sim::Error);
  CHECK_THROWS_AS(gate.finish(at(9)), sim::Error);
  CHECK(gate.finish(at(10)).mass == 1);
  CHECK(gate.next().mass == 2);
}
