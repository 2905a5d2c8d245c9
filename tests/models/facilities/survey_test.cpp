
#include <cmath>
#include <set>

#include "engine/base/error.h"
#include "tests/catch.h"
#include "tests/models/small_world.h"

using waste::Channel;

namespace {

std::string survey(const std::string& parameters, const std::string& policies = "") {
  return "sites: {poll: {kind: survey, place: here, people: 1000000, " + parameters + "}}\n" + policies;
}

std::string campaign(double contacts) {
  return "policies: {campaign: {kind: outreach, sites: [poll], members: " + std::to_string(contacts) + ", starts: 2022-01-01}}\n";
}

double yes(const SmallWorld& world, int year) {
  return static_cast<double>(world.in_year("poll", Channel::passed, year)) /
         static_cast<double>(world.in_year("poll", Channel::checked, year));
}

}  // namespace

TEST_CASE("a sample is asked once a year, in November, and its answers scatter as samples do") {
  SmallWorld world(survey("respondents: 1000, share: 60 %"));
  std::set<std::int64_t> answers;
  for (std::uint64_t replica = 0; replica < 20; ++replica) {
    world.run(replica);
    CHECK(world.in_year("poll", Channel::checked, 2023) == 1000);
    CHECK(world.sum("poll", Channel::checked, 36, 46) == 0);
    answers.insert(world.in_year("poll", Channel::passed, 2023));
    CHECK(std::abs(yes(world, 2023) - 0.6) < 0.07);  // 4.5 standard deviations of 1.55 %
  }
  CHECK(answers.size() > 8);
  CHECK(world.sum("poll", Channel::units, 0, 1) == 1000000);
}

TEST_CASE("contacts add up along the logistic curve") {
  // One contact a head and year from 2022 on: 3.92 by November 2025, at 0.5 each: log odds 0 + 1.96.
  SmallWorld world(survey("respondents: 10000000, share: 50 %, sensitivity: 0.5", campaign(1e6)));
  world.run();
  CHECK(yes(world, 2021) == Approx(0.5).margin(0.001));
  CHECK(yes(world, 2025) == Approx(1 / (1 + std::exp(-0.5 * 47 / 12.0))).margin(0.001));
}

TEST_CASE("what was seen fades, and interest drifts") {
  SmallWorld fading(survey("respondents: 10000000, share: 50 %, sensitivity: 0.5, fading: 100 %/a", campaign(1e6)));
  CHECK(yes(fading.run(), 2025) == Approx(1 / (1 + std::exp(-0.5))).margin(0.01));  // no more than the last year's contacts
  SmallWorld drifting(survey("respondents: 10000000, share: 90 %, drift: -10 %/a"));
  CHECK(yes(drifting.run(), 2025) == Approx(1 / (1 + std::exp(-(std::log(9.0) - 0.1 * 4.87)))).margin(0.001));
}

TEST_CASE("a survey of nobody, or of a certainty, is refused") {
  CHECK_THROWS_AS(SmallWorld("sites: {poll: {kind: survey, place: here, share: 50 %}}\n"), sim::InputError);
  CHECK_THROWS_AS(SmallWorld(survey("respondents: 10, share: 100 %")), sim::InputError);
}

TEST_CASE("a survey without respondents has no answers") {
  SmallWorld world(survey("respondents: 0, share: 50 %"));
  world.run();
  CHECK(world.sum("poll", Channel::checked, 0, 72) == 0);
}
