#include "models/policies/task.h"

#include "engine/base/error.h"
#include "models/policies/policy_set.h"
#include "tests/catch.h"
#include "tests/models/small_world.h"

namespace {

const std::string two_tasks =
    "tasks: {t01: {number: 1}, t02: {number: 2}}\nsites: {firms: {kind: register, place: here, units: 0}}\n"
    "policies: {one: {kind: outreach, task: t01, starts: 2022-03-01}, two: {kind: outreach, task: t02, starts: 2023-01-01},\n"
    "           free: {kind: outreach, starts: 2022-01-01}}\n";

std::string starts(const std::string& overrides_or_sections, const std::vector<std::string>& overrides = {}) {
  const SmallWorld small(two_tasks + overrides_or_sections, "2026-01-01", overrides);
  const waste::PolicySet policies = small.world().draw_policies(0);
  std::string text;
  for (std::size_t i = 0; i < small.world().policies.list.size(); ++i)
    text += policies.start_of(i) == sim::never ? "never " : sim::to_string(policies.start_of(i)) + " ";
  return text;  // free, one, two
}

}  // namespace

TEST_CASE("a task moves its own policies and nobody else's") {
  CHECK(starts("") == "2022-01-01 2022-03-01 2023-01-01 ");
  CHECK(starts("", {"tasks.t01.active=no"}) == "2022-01-01 never 2023-01-01 ");
  CHECK(starts("", {"tasks.t02.shift=-31 d"}) == "2022-01-01 2022-03-01 2022-12-01 ");
}

TEST_CASE("what is said of all tasks holds for each that says nothing else") {
  CHECK(starts("all_tasks: {shift: 365 d}\n") == "2022-01-01 2023-03-01 2024-01-01 ");
  CHECK(starts("all_tasks: {shift: 365 d}\n", {"tasks.t02.shift=0 d"}) == "2022-01-01 2023-03-01 2023-01-01 ");
  CHECK(starts("all_tasks: {active: no}\n", {"tasks.t01.active=yes"}) == "2022-01-01 2022-03-01 never ");
}

TEST_CASE("nothing of a task begins at or after the time it must start before, shifted or not") {
  CHECK(starts("all_tasks: {starts_before: 2023-01-01}\n") == "2022-01-01 2022-03-01 never ");
  CHECK(starts("all_tasks: {starts_before: 2023-01-01, shift: 365 d}\n") == "2022-01-01 2023-03-01 never ");
  CHECK(starts("all_tasks: {starts_before: 2022-03-02}\n") == "2022-01-01 2022-03-01 never ");
}

TEST_CASE("an unknown switch of all tasks is refused") {
  CHECK_THROWS_AS(SmallWorld(two_tasks + "all_tasks: {strenght: 50 %}\n"), sim::InputError);
  CHECK_THROWS_AS(SmallWorld(two_tasks + "all_tasks: {strength: -1}\n"), sim::InputError);
}
