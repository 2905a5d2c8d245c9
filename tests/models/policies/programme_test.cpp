
#include <set>

#include "engine/base/error.h"
#include "models/policies/policy_set.h"
#include "tests/catch.h"
#include "tests/models/small_world.h"

using waste::Channel;

namespace {

const std::string sites = "sites: {documents: {kind: register, place: here, units: 20, reached: 4}}\n";

std::string programme(const std::string& steps, const std::string& more = "members: 10") {
  return sites + "policies: {work: {kind: programme, sites: [documents], starts: 2022-01-01, " + more + ", steps: " + steps + "}}\n";
}

sim::Time date(const char* text) { return *sim::parse_time(text); }

/// What is wrong with a scenario that must not be accepted.
std::vector<sim::Diagnostic> complaints(const std::string& text) {
  try {
    const SmallWorld world(text);
  } catch (const sim::InputError& error) {
    return error.diagnostics();
  }
  FAIL("accepted");
  return {};
}

}  // namespace

TEST_CASE("steps come one after the other, and each raises the level by its weight") {
  const SmallWorld small(
      programme("{issue: {duration: 31 d, after: [draft, hear], weight: 2}, draft: {duration: 59 d}, hear: {duration: 10 d}}"));
  const waste::PolicySet policies = small.world().draw_policies(0);
  const auto& milestones = policies.milestones(0);
  REQUIRE(milestones.size() == 3);
  CHECK(policies.level(0, date("2022-01-10")) == 0);
  CHECK(policies.level(0, date("2022-01-11")) == 0.25);  // heard
  CHECK(policies.level(0, date("2022-03-01")) == 0.5);   // drafted
  CHECK(policies.level(0, date("2022-03-31")) == 0.5);
  CHECK(policies.level(0, date("2022-04-01")) == 1);     // issued 31 days after the later of the two
  CHECK(milestones.back().time == date("2022-04-01"));
}

TEST_CASE("milestones show in the books as documents in force") {
  SmallWorld small(programme("{one: {duration: 100 d}, two: {duration: 400 d, after: one, weight: 4}}"));
  small.run();
  CHECK(small.until_end_of("documents", Channel::reached, 2021) == 4);
  CHECK(small.until_end_of("documents", Channel::reached, 2022) == 6);
  CHECK(small.until_end_of("documents", Channel::reached, 2023) == 14);
}

TEST_CASE("a step that fails is done again, which takes the same time once more") {
  const SmallWorld small(programme("{apply: {duration: 100 d, success: 50 %}}"));
  std::set<std::int64_t> tries;
  for (std::uint64_t replica = 0; replica < 64; ++replica) {
    const waste::PolicySet policies = small.world().draw_policies(replica);
    const auto days = (policies.milestones(0).back().time - date("2022-01-01")) / std::chrono::hours{24};
    REQUIRE(days % 100 == 0);
    tries.insert(days / 100);
  }
  CHECK(tries.count(1) == 1);
  CHECK(tries.count(2) == 1);
  CHECK(*tries.rbegin() >= 4);
}

TEST_CASE("a replica draws its own durations, and a new step shifts nobody else's") {
  const std::string a = "a: {duration: {low: 10 d, mode: 50 d, high: 200 d}}";
  const SmallWorld one(programme("{" + a + "}")), two(programme("{" + a + ", b: {duration: 900 d}}"));
  const waste::PolicySet first = one.world().draw_policies(0), second = one.world().draw_policies(1), with = two.world().draw_policies(0);
  CHECK(first.milestones(0)[0].time != second.milestones(0)[0].time);
  CHECK(first.milestones(0)[0].time == with.milestones(0)[0].time);
}

TEST_CASE("a programme that never begins, or has ended, has no level") {
  const SmallWorld never(programme("{a: {duration: 1 d}}", "members: 1, task: t01") + "tasks: {t01: {number: 1, active: no}}\n");
  CHECK(never.world().draw_policies(0).milestones(0).empty());
  CHECK(never.world().draw_policies(0).level(0, date("2025-12-31")) == 0);
  const SmallWorld ended(programme("{a: {duration: 1 d}}", "members: 1, ends: 2023-01-01"));
  CHECK(ended.world().draw_policies(0).level(0, date("2022-12-31")) == 1);
  CHECK(ended.world().draw_policies(0).level(0, date("2023-01-01")) == 0);
}

TEST_CASE("the order in which steps are written changes nothing") {
  const SmallWorld one(programme("{a: {duration: 5 d, after: z}, z: {duration: 7 d}, m: {duration: 3 d, after: [a, z]}}"));
  const SmallWorld two(programme("{m: {after: [z, a], duration: 3 d}, z: {duration: 7 d}, a: {duration: 5 d, after: [z]}}"));
  const waste::PolicySet a = one.world().draw_policies(0), b = two.world().draw_policies(0);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(a.milestones(0)[i].time == b.milestones(0)[i].time);
    CHECK(a.milestones(0)[i].level == b.milestones(0)[i].level);
  }
  CHECK(a.milestones(0)[2].time == date("2022-01-16"));
}

TEST_CASE("circles, unknown steps and steps without duration are refused, with their place") {
  const auto circle = complaints(programme("{a: {duration: 1 d, after: b}, b: {duration: 1 d, after: a}, c: {duration: 1 d}}"));
  REQUIRE_FALSE(circle.empty());
  CHECK(circle[0].code == "E0113");
  CHECK(circle[0].message.find("a, b") != std::string::npos);
  CHECK(circle[0].line > 1);
  CHECK(complaints(programme("{a: {duration: 1 d, after: a}}"))[0].code == "E0113");
  const auto unknown = complaints(programme("{draft: {duration: 1 d}, issue: {duration: 1 d, after: [draff]}}"));
  CHECK(unknown[0].code == "E0107");
  CHECK(unknown[0].hint.find("draft") != std::string::npos);
  CHECK(complaints(programme("{a: {after: []}}"))[0].code == "E0101");
  CHECK(complaints(programme("{a: {duration: 1 d, sucess: 1}}"))[0].code == "E0102");
  CHECK(complaints(programme("{a: {duration: 1 d, success: 0}}"))[0].code == "E0106");
  CHECK(complaints(programme("{}"))[0].code == "E0103");
}
