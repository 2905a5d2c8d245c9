
#include <cmath>

#include "tests/catch.h"
#include "tests/models/small_world.h"

using waste::Channel;

namespace {

std::string checks(const std::string& parameters, const std::string& policies = "") {
  return "sites: {checks: {kind: inspection, place: here, " + parameters + "}}\n" + policies;
}

}  // namespace

TEST_CASE("as many are checked as the rate says, in leap years one day more") {
  SmallWorld world(checks("rate: 10 1/d"));
  world.run();
  CHECK(world.in_year("checks", Channel::checked, 2020) == 3660);
  CHECK(world.in_year("checks", Channel::checked, 2021) == 3650);
  CHECK(world.in_year("checks", Channel::checked, 2024) == 3660);
  CHECK(world.in_year("checks", Channel::passed, 2024) == 3660);
  CHECK(world.sum("checks", Channel::checked, 0, 1) == 310);
  CHECK(world.events() <= 73);
}

TEST_CASE("rare cases come one by one, and a site that checks nothing writes nothing") {
  SmallWorld rare(checks("rate: 3 1/a"));
  rare.run();
  CHECK(rare.sum("checks", Channel::checked, 0, 72) == 18);
  CHECK(rare.in_year("checks", Channel::checked, 2022) == 3);
  SmallWorld never(checks("rate: 0 1/d"));
  CHECK(never.run().books().keys.empty());
}

TEST_CASE("the probability holds for a year, then erodes, unless a policy adds what it lost") {
  const std::string parameters = "rate: 100 1/d, pass: 100 %, erosion: 5 %/a";
  SmallWorld left(checks(parameters));
  left.run();
  CHECK(left.in_year("checks", Channel::passed, 2020) == 36600);
  const double share = static_cast<double>(left.in_year("checks", Channel::passed, 2025)) / 36500;
  CHECK(share == Approx(1 - 4.5 * 0.05).margin(0.01));
  SmallWorld kept(checks(parameters, "policies: {care: {kind: outreach, sites: [checks], diligence: 30 %, starts: 2021-01-01}}\n"));
  kept.run();
  CHECK(kept.in_year("checks", Channel::passed, 2025) == 36500);
  SmallWorld lost(checks("rate: 100 1/d, pass: 50 %, erosion: 100 %/a"));
  CHECK(lost.run().in_year("checks", Channel::passed, 2025) == 0);
}

TEST_CASE("millions are checked in one draw a month") {
  SmallWorld world(checks("rate: 100000 1/d, pass: 98.9 %"));
  world.run();
  CHECK(world.events() <= 73);
  CHECK(static_cast<double>(world.in_year("checks", Channel::passed, 2020)) / 36.6e6 == Approx(0.989).margin(1e-4));
}
