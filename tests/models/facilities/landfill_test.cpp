
#include <cmath>

#include "tests/catch.h"
#include "tests/models/small_world.h"

using waste::Channel;

namespace {

std::string emergency(const std::string& rate, const std::string& policies = "") {
  return "driving: {low: 100 %, mode: 100 %, high: 100 %}\n"
         "sites:\n"
         "  source: {kind: producer, place: here, rate: " +
         rate +
         ", payload: 5 t, stream: rubbish, outlet: reserve}\n"
         "  other: {kind: outlet, place: here, accepts: [rubbish], capacity: 1000 t/d, yard: 1000 t}\n"
         "  reserve: {kind: landfill, place: here, stream: rubbish, capacity: 100000 t, daily: 10 t/d, fallback: other}\n" +
         policies;
}

}  // namespace

TEST_CASE("a landfill takes no more than its daily limit and sends the rest on") {
  SmallWorld world(emergency("20 t/d"), "2021-01-01");
  world.run();
  CHECK(world.in_year("reserve", Channel::landfilled, 2020) == 366 * 10'000'000LL);
  CHECK(world.in_year("other", Channel::received, 2020) == Approx(366 * 10e6).margin(10e6));
}

TEST_CASE("a landfill that a policy closes sends everything on") {
  SmallWorld closed(emergency("20 t/d", "policies: {burn: {kind: landfill_limit, sites: [reserve], starts: 2020-07-01}}\n"), "2021-01-01");
  closed.run();
  CHECK(closed.sum("reserve", Channel::landfilled, 0, 6) == 182 * 10'000'000LL);
  CHECK(closed.sum("reserve", Channel::landfilled, 6, 12) == 0);
  CHECK(closed.sum("other", Channel::received, 6, 12) == Approx(184 * 20e6).margin(10e6));
}

namespace {

/// 100000 t of wet gypsum, half of it water, of which a fifth of the whole stays; 40 % of the rest seeps away in a year.
std::string old_heap(const std::string& more) {
  return "sites:\n"
         "  heap: {kind: landfill, place: here, stream: rubbish, capacity: 200000 t, opening_stock: 100000 t, opening_water: 50 %, "
         "retained: 20 %, seepage: 40 %/a" +
         more + "}\n";
}

constexpr double can_seep = 50e9 - 50e9 * 0.2 / 0.8;  // [g]

}  // namespace

TEST_CASE("pore water seeps away, of what is left the same part each year, and never what is retained") {
  SmallWorld world(old_heap(""), "2030-01-01");
  world.run();
  CHECK(world.in_year("heap", Channel::leachate, 2020) == Approx(can_seep * (1 - std::exp(-0.4))).epsilon(1e-3));
  CHECK(world.in_year("heap", Channel::leachate, 2021) == Approx(can_seep * std::exp(-0.4) * (1 - std::exp(-0.4))).epsilon(3e-3));
  CHECK(world.sum("heap", Channel::leachate, 0, 120) < can_seep);
  CHECK(world.sum("heap", Channel::emitted, 0, 120) == world.sum("heap", Channel::consumed, 0, 120));
}

TEST_CASE("an old stock has lost water before the run, the more the older it is") {
  const auto opens_with = [](const std::string& since) {
    SmallWorld world(old_heap(since), "2020-02-01");
    return static_cast<double>(world.run().sum("heap", Channel::opening, 0, 1));
  };
  CHECK(opens_with("") == 100e9);
  const double age = 1095 / 365.25;  // of the oldest lot [a]
  const double left = (1 - std::exp(-0.4 * age)) / (0.4 * age);  // of what was laid down evenly
  CHECK(opens_with(", since: 2017-01-01") == Approx(100e9 - can_seep * (1 - left)).epsilon(1e-9));
  CHECK(opens_with(", since: 2000-01-01") < opens_with(", since: 2017-01-01"));
}

TEST_CASE("what seeps away leaves no room, and a cell that opens part full fills up early and rings") {
  const auto filled = [](const std::string& more) {
    SmallWorld world("driving: {low: 100 %, mode: 100 %, high: 100 %}\nsites:\n"
                     "  source: {kind: producer, place: here, rate: 100 t/d, payload: 10 t, water: 50 %, stream: rubbish, outlet: cell}\n"
                     "  other: {kind: outlet, place: here, accepts: [rubbish], capacity: 1000 t/d, yard: 1000 t}\n"
                     "  cell: {kind: landfill, place: here, stream: rubbish, capacity: 10000 t, fallback: other" +
                         more + "}\n",
                     "2021-01-01");
    world.run();
    CHECK(world.sum("cell", Channel::alarms, 0, 12) >= 1);
    return world.in_year("cell", Channel::landfilled, 2020);
  };
  CHECK(filled("") == 10'000'000'000);
  CHECK(filled(", seepage: 50 %/a, retained: 20 %") == 10'000'000'000);
  CHECK(filled(", opening_stock: 7500 t, opening_water: 50 %, since: 2017-01-01, seepage: 50 %/a") == 2'500'000'000);
}

TEST_CASE("a stock cannot have been laid down after the first day") {
  CHECK_THROWS_AS(SmallWorld(old_heap(", since: 2020-06-01"), "2021-01-01"), sim::Error);
}
