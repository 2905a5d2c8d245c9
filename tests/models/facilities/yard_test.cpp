
#include "tests/catch.h"
#include "tests/models/small_world.h"

using waste::Channel;

namespace {

/// 100 t/d come; the plant never asks, so that all above 50 t goes to the cell, in trucks of 10 t.
std::string heap(const std::string& cell, const std::string& policies = "") {
  return "driving: {low: 100 %, mode: 100 %, high: 100 %}\n"
         "sites:\n"
         "  source: {kind: producer, place: here, rate: 100 t/d, payload: 5 t, stream: rubbish, outlet: yard}\n"
         "  yard: {kind: yard, place: here, stream: rubbish, plant: plant, landfill: cell, high: 50 t, payload: 10 t}\n"
         "  plant: {kind: outlet, place: here, accepts: [rubbish], capacity: 1000 t/d, yard: 1000 t}\n"
         "  cell: {kind: landfill, place: here, stream: rubbish, " +
         cell + "}\n" + policies;
}

}  // namespace

TEST_CASE("a full landfill is tried with one truck a day, however much lies in the yard") {
  SmallWorld world(heap("capacity: 1000 t"), "2021-01-01");
  world.run();
  CHECK(world.in_year("cell", Channel::landfilled, 2020) == 1'000'000'000);
  CHECK(world.sum("cell", Channel::turned_away, 1, 12) == 335 * 10'000'000LL);
}

TEST_CASE("when a landfill opens again it gets the surplus") {
  SmallWorld world(heap("capacity: 100000 t",
                        "policies: {shut: {kind: landfill_limit, sites: [cell], starts: 2020-02-01, ends: 2020-03-01}}\n"),
                   "2020-05-01");
  world.run();
  CHECK(world.sum("cell", Channel::landfilled, 1, 2) <= 100'000'000);
  CHECK(world.sum("cell", Channel::landfilled, 0, 4) == Approx(121 * 100e6).margin(200e6));
}

TEST_CASE("a landfill with a daily limit is used up to it") {
  SmallWorld world(heap("capacity: 100000 t, daily: 60 t/d"), "2021-01-01");
  world.run();
  CHECK(world.sum("cell", Channel::landfilled, 1, 12) == 335 * 60'000'000LL);
  CHECK(world.sum("cell", Channel::turned_away, 1, 12) <= 335 * 70'000'000LL);
}

TEST_CASE("what no landfill takes lies in the yard above its mark, and an alarm is raised once") {
  SmallWorld world(heap("capacity: 1000 t"), "2021-01-01");
  world.run();
  CHECK(world.sum("yard", Channel::alarms, 0, 12) == 1);
  SmallWorld ample(heap("capacity: 100000 t"), "2021-01-01");
  CHECK(ample.run().sum("yard", Channel::alarms, 0, 12) == 0);
}

TEST_CASE("a cell that is full passes the surplus to a heap, and a closed heap to others") {
  const auto at_others = [](const std::string& policies) {
    SmallWorld world(heap("capacity: 1000 t, fallback: heap}\n"
                          "  others: {kind: landfill, place: here, stream: rubbish, capacity: 1000000 t}\n"
                          "  heap: {kind: landfill, place: here, stream: rubbish, capacity: 1000000 t, fallback: others",
                          policies),
                     "2021-01-01");
    return world.run().in_year("others", Channel::landfilled, 2020);
  };
  CHECK(at_others("") == 0);
  const auto forbidden = at_others("policies: {none: {kind: landfill_limit, sites: [heap], starts: 2020-07-01}}\n");
  CHECK(forbidden == Approx(184 * 100e6).margin(200e6));
}
