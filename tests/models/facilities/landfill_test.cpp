
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
