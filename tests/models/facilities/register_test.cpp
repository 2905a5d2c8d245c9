
#include <cmath>

#include "engine/base/error.h"
#include "tests/catch.h"
#include "tests/models/small_world.h"

using waste::Channel;

namespace {

std::string firms(const std::string& parameters, const std::string& policies = "") {
  return "sites: {firms: {kind: register, place: here, " + parameters + "}}\n" + policies;
}

std::string campaign(const std::string& parameters) {
  return "policies: {campaign: {kind: outreach, sites: [firms], " + parameters + "}}\n";
}

}  // namespace

TEST_CASE("a register without policies stays as it was, and its books say so from the first month on") {
  SmallWorld world(firms("units: 50, reached: 20"));
  world.run();
  for (const int year : {2020, 2025}) {
    CHECK(world.until_end_of("firms", Channel::units, year) == 50);
    CHECK(world.until_end_of("firms", Channel::reached, year) == 20);
  }
  CHECK(world.sum("firms", Channel::reached, 0, 1) == 20);
}

TEST_CASE("a policy wins as many members as it says, not before its start") {
  SmallWorld world(firms("units: 50, reached: 20", campaign("members: 8, starts: 2022-01-01")));
  world.run();
  CHECK(world.until_end_of("firms", Channel::reached, 2021) == 20);
  CHECK(world.until_end_of("firms", Channel::reached, 2022) == 28);
  CHECK(world.until_end_of("firms", Channel::reached, 2025) == 28);
}

TEST_CASE("nobody is won who is not there") {
  SmallWorld world(firms("units: 22, reached: 20", campaign("members: 8, starts: 2022-01-01")));
  CHECK(world.run().until_end_of("firms", Channel::reached, 2025) == 22);
  SmallWorld empty(firms("units: 0", campaign("members: 8, starts: 2022-01-01")));
  CHECK(empty.run().until_end_of("firms", Channel::reached, 2025) == 0);
}

TEST_CASE("a half-strong task wins half the members, rounded, and one switched off none") {
  const std::string text = firms("units: 50", "tasks: {t08: {number: 8}}\n" + campaign("members: 9, task: t08, starts: 2022-01-01"));
  const auto won = [&](const std::vector<std::string>& overrides) {
    return SmallWorld(text, "2024-01-01", overrides).run().until_end_of("firms", Channel::reached, 2023);
  };
  CHECK(won({}) == 9);
  CHECK(won({"tasks.t08.strength=50 %"}) == 5);
  CHECK(won({"tasks.t08.active=no"}) == 0);
  CHECK(won({"tasks.t08.shift=900 d"}) == 0);
}

TEST_CASE("an attempt takes its time, and one that fails is made again") {
  SmallWorld sure(firms("units: 100, attempt: 200 d", campaign("members: 100, starts: 2022-01-01")));
  sure.run();
  CHECK(sure.sum("firms", Channel::reached, 0, 24 + 6) == 0);
  CHECK(sure.sum("firms", Channel::reached, 0, 24 + 8) == 100);
  SmallWorld doubtful(firms("units: 100, attempt: 200 d, pass: 50 %", campaign("members: 100, starts: 2022-01-01")));
  doubtful.run();
  const auto first = doubtful.sum("firms", Channel::reached, 0, 24 + 8);  // after one attempt each
  CHECK(std::abs(first - 50) <= 15);                                       // three standard deviations
  CHECK(doubtful.until_end_of("firms", Channel::reached, 2025) > 95);      // after seven
}

TEST_CASE("some come without being asked, and those who meet the mark may cease to") {
  SmallWorld coming(firms("units: 1000, spontaneous: 20 1/a"));
  CHECK(std::abs(coming.run().until_end_of("firms", Channel::reached, 2025) - 120) <= 33);
  SmallWorld lapsing(firms("units: 1000, reached: 1000, lapse: 10 %/a"));
  CHECK(std::abs(lapsing.run().until_end_of("firms", Channel::reached, 2025) - 549) <= 48);  // 1000 exp(-0.6)
}

TEST_CASE("newcomers are members that do not meet the mark yet") {
  SmallWorld world(firms("units: 100, reached: 100, joins: 10 1/a"));
  world.run();
  CHECK(std::abs(world.until_end_of("firms", Channel::units, 2025) - 160) <= 24);
  CHECK(world.until_end_of("firms", Channel::reached, 2025) == 100);
}

TEST_CASE("members that a policy won and that lapsed are won again") {
  SmallWorld world(firms("units: 100, lapse: 100 %/a", campaign("members: 60, starts: 2021-01-01")));
  world.run();
  for (const int year : {2022, 2025}) CHECK(std::abs(world.until_end_of("firms", Channel::reached, year) - 59) <= 5);
}

TEST_CASE("a register that cannot be is refused") {
  CHECK_THROWS_AS(SmallWorld(firms("units: 10, reached: 11")), sim::InputError);
  CHECK_THROWS_AS(SmallWorld(firms("units: 10, pass: 50 %")), sim::InputError);  // would try for ever at once
}
