
#include <cmath>

#include "engine/base/error.h"
#include "tests/catch.h"
#include "tests/models/small_world.h"

using waste::Channel;

namespace {

std::string desk(const std::string& parameters, const std::string& policies = "") {
  return "sites: {desk: {kind: case_desk, place: here, " + parameters + "}}\n" + policies;
}

double share_in_order(const SmallWorld& world, int year) {
  return static_cast<double>(world.in_year("desk", Channel::passed, year)) /
         static_cast<double>(world.in_year("desk", Channel::checked, year));
}

}  // namespace

TEST_CASE("cases come at their rate, and with staff enough all are closed in time") {
  SmallWorld world(desk("rate: 1000 1/a, staff: 200, handling: 20 d, limit: 60 d"));
  world.run();
  const auto arrived = world.sum("desk", Channel::units, 0, 72);
  CHECK(std::abs(arrived - 6002) < 4 * 78);
  CHECK(arrived - world.sum("desk", Channel::checked, 0, 72) <= 100);  // those of the last 20 days
  CHECK(share_in_order(world, 2025) == 1);
}

TEST_CASE("a staff too small closes late, and more staff from a policy clears the queue") {
  const std::string small = "rate: 100 1/a, staff: 4, handling: 20 d, limit: 60 d";  // 73 cases a year at most
  SmallWorld late(desk(small));
  late.run();
  CHECK(share_in_order(late, 2025) == 0);
  SmallWorld helped(desk(small, "policies: {help: {kind: outreach, sites: [desk], members: 8, starts: 2022-01-01}}\n"));
  helped.run();
  CHECK(share_in_order(helped, 2021) < 1);
  CHECK(share_in_order(helped, 2025) == 1);
}

TEST_CASE("a caseload that grows brings more cases, enforcement fewer") {
  const std::string parameters = "rate: 1000 1/a, staff: 500, handling: 10 d";
  SmallWorld growing(desk(parameters + ", growth: 20 %/a"));
  CHECK(std::abs(growing.run().in_year("desk", Channel::units, 2025) - 1900) < 180);
  SmallWorld fewer(desk(parameters, "policies: {less: {kind: source_reduction, sites: [desk], reduction: 50 %, starts: 2022-01-01}}\n"));
  CHECK(std::abs(fewer.run().in_year("desk", Channel::units, 2025) - 500) < 95);
}

TEST_CASE("the chance that a case is handled as the rules ask erodes after the base year, and diligence adds to it") {
  const std::string parameters = "rate: 2000 1/a, staff: 500, handling: 10 d, erosion: 10 %/a";
  SmallWorld left(desk(parameters));
  left.run();
  CHECK(share_in_order(left, 2020) == 1);
  CHECK(share_in_order(left, 2025) == Approx(0.55).margin(0.05));
  SmallWorld kept(desk(parameters, "policies: {care: {kind: outreach, sites: [desk], diligence: 60 %, starts: 2021-01-01}}\n"));
  CHECK(share_in_order(kept.run(), 2025) == 1);
}

TEST_CASE("a desk without cases writes nothing, and work without time is refused") {
  SmallWorld quiet(desk("rate: 0 1/a, handling: 20 d"));
  CHECK(quiet.run().books().keys.empty());
  CHECK_THROWS_AS(SmallWorld(desk("rate: 5 1/a")), sim::InputError);
}

TEST_CASE("a desk without staff closes nothing") {
  SmallWorld world(desk("rate: 50 1/a, staff: 0, handling: 10 d"));
  world.run();
  CHECK(world.sum("desk", Channel::units, 0, 72) > 200);
  CHECK(world.sum("desk", Channel::checked, 0, 72) == 0);
}
