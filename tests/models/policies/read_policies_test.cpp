// What a policy says of time and place has its effect, all of it, or is refused with a place and a remedy.
#include "models/policies/read_policies.h"

#include "tests/catch.h"
#include "tests/models/small_world.h"

namespace {

/// A world with one policy of kind outreach at a register, and its phase-in on a date.
std::string with(const std::string& policy, const std::string& tasks = "") {
  return "sites: {firms: {kind: register, place: here, units: 0}}\n" + tasks + "policies: {one: {kind: outreach, " + policy + "}}\n";
}

double level(const SmallWorld& small, const char* date) { return small.world().draw_policies(0).level(0, *sim::parse_time(date)); }

std::string refusal(const std::string& text) {
  try {
    const SmallWorld small(text);
  } catch (const sim::InputError& error) {
    const auto& first = error.diagnostics().front();
    return first.code + " " + first.message + "; " + first.hint;
  }
  return "accepted";
}

}  // namespace

TEST_CASE("a list that names nothing is refused, because nobody can say whether it means everywhere or nowhere") {
  CHECK(refusal(with("starts: 2022-01-01, sites: []")) == "E0114 'sites' names no site; name at least one, or leave the key out");
  CHECK(refusal("policies: {one: {kind: source_reduction, reduction: 10 %, starts: 2022-01-01, streams: []}}\n") ==
        "E0114 'streams' names no stream; name at least one, or leave the key out");
}

TEST_CASE("a ramp alone is linear") {
  const SmallWorld small(with("starts: 2022-01-01, ramp: 100 d"));
  CHECK(level(small, "2022-02-20") == 0.5);
  CHECK(level(small, "2022-04-11") == 1);
}

TEST_CASE("a shape without a ramp, a step with one, and a ramp of a programme are refused") {
  CHECK(refusal(with("starts: 2022-01-01, shape: linear")).starts_with("E0713 policy 'one' has a shape and no ramp"));
  CHECK(refusal(with("starts: 2022-01-01, shape: step, ramp: 10 d")).starts_with("E0713 policy 'one' is a step, which has no ramp"));
  CHECK(refusal("policies: {one: {kind: programme, starts: 2022-01-01, ramp: 10 d, steps: {a: {duration: 1 d}}}}\n")
            .starts_with("E0713 policy 'one' advances by its steps"));
}

TEST_CASE("from its last day on it is as if there were no policy, whatever its shape") {
  for (const std::string phase_in : {"", ", ramp: 100 d", ", ramp: 100 d, shape: logistic"}) {
    const SmallWorld ending(with("starts: 2022-01-01, ends: 2022-07-01" + phase_in));
    CHECK(level(ending, "2022-06-30") == 1);
    CHECK(level(ending, "2022-07-01") == 0);
  }
}

TEST_CASE("a campaign that begins later, by its task or by delay, ends as much later") {
  const std::string campaign = "starts: 2022-01-01, ends: 2022-07-01, task: t01";
  const std::string tasks = "tasks: {t01: {number: 1, shift: 184 d}}\n";
  const SmallWorld later(with(campaign, tasks));
  CHECK(level(later, "2022-07-03") == 0);
  CHECK(level(later, "2022-07-04") == 1);
  CHECK(level(later, "2022-12-31") == 1);
  CHECK(level(later, "2023-01-01") == 0);
  const SmallWorld earlier(with(campaign, "tasks: {t01: {number: 1, shift: -60 d}}\n"));
  CHECK(level(earlier, "2022-05-01") == 1);
  CHECK(level(earlier, "2022-05-02") == 0);
  const SmallWorld delayed(with("starts: 2022-01-01, ends: 2022-07-01, delay: 90 d"));
  CHECK(level(delayed, "2022-09-28") == 1);
  CHECK(level(delayed, "2022-09-29") == 0);
}

TEST_CASE("a task or a project that the plan does not list is unknown") {
  const std::string tasks = "tasks: {t01: {number: 1}, t10: {number: 10}, t1o: {active: no}}\n";
  CHECK(refusal(with("starts: 2022-01-01", tasks)) == "E0714 there is no task 't1o'; did you mean 't10'?");
  CHECK(refusal("projects: {p01: {number: 1}, q: {owner: nobody}}\n").starts_with("E0714 there is no project 'q'"));
}

TEST_CASE("an elasticity needs the price that it is relative to") {
  const std::string levy = "policies: {levy: {kind: price, starts: 2022-01-01, amount: 10 元/t, generation_elasticity: -0.2";
  CHECK(refusal(levy + "}}\n").starts_with("E0101 'policies.levy' lacks key 'reference'"));
  CHECK(refusal(levy + ", reference: 0 元/t}}\n").starts_with("E0106"));
  const SmallWorld small("sites: {town: {kind: producer, place: here, stream: rubbish, rate: 10 t/d, payload: 10 t, outlet: end},\n"
                         "        end: {kind: landfill, place: here, stream: rubbish, capacity: 100000 t}}\n" +
                         levy + ", reference: 50 元/t, ramp: 100 d}}\n");
  const auto policies = small.world().draw_policies(0);
  const auto town = small.world().district.site("town");
  CHECK(policies.generation(town, 0, *sim::parse_time("2021-12-31")) == 1);
  CHECK(policies.generation(town, 0, *sim::parse_time("2022-02-20")) == Approx(0.98));  // half way
  CHECK(policies.generation(town, 0, *sim::parse_time("2023-01-01")) == Approx(0.96));
}
