
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
