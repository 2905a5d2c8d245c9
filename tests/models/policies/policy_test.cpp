#include "models/policies/policy.h"

#include <cmath>

#include "models/world/world.h"
#include "tests/catch.h"
#include "tests/paths.h"

using waste::phase_in;
using waste::Policy;
using namespace std::chrono_literals;

namespace {

constexpr sim::Time begin = sim::Time{std::chrono::sys_days{std::chrono::year{2022} / 1 / 1}};

Policy policy(const char* shape, sim::Duration ramp) {
  Policy made;
  made.shape = shape;
  made.ramp = ramp;
  return made;
}

}  // namespace

TEST_CASE("a step is nothing before its start and everything from its start on") {
  const Policy step = policy("step", 100 * 24h);
  CHECK(phase_in(step, begin, begin - 1s) == 0);
  CHECK(phase_in(step, begin, begin) == 1);
  CHECK(phase_in(step, begin, begin + 100'000h) == 1);
}

TEST_CASE("a linear phase-in grows in proportion to time") {
  const Policy linear = policy("linear", 1'000s);
  CHECK(phase_in(linear, begin, begin) == 0);
  CHECK(phase_in(linear, begin, begin + 250s) == 0.25);
  CHECK(phase_in(linear, begin, begin + 999s) == 0.999);
  CHECK(phase_in(linear, begin, begin + 1'000s) == 1);
  CHECK(phase_in(linear, begin, begin + 1'001s) == 1);
}

TEST_CASE("a logistic phase-in passes exactly through 0, a half and 1, rises all the way and is steepest half way") {
  const Policy logistic = policy("logistic", 1'000s);
  CHECK(phase_in(logistic, begin, begin) == 0);
  CHECK(phase_in(logistic, begin, begin + 500s) == Approx(0.5).margin(1e-12));
  CHECK(phase_in(logistic, begin, begin + 1'000s) == 1);
  double before = 0, steepest = 0;
  int where = 0;
  for (int i = 1; i <= 1'000; ++i) {
    const double level = phase_in(logistic, begin, begin + sim::Duration{i});
    if (level <= before || level > 1) FAIL("does not rise at " << i);
    if (level - before > steepest) steepest = level - before, where = i;
    before = level;
    const double mirrored = phase_in(logistic, begin, begin + sim::Duration{1'000 - i});
    if (std::fabs(level + mirrored - 1) > 1e-12) FAIL("not symmetric at " << i);
  }
  CHECK(std::abs(where - 500) <= 1);
  CHECK(steepest == Approx(0.0025).epsilon(0.02));  // 10 / 4 over the whole ramp, stretched by the 1.3 % cut off at the ends
}

TEST_CASE("every shape is exactly nothing before its start, so a policy after the horizon is the same as none") {
  for (const char* shape : {"step", "linear", "logistic"})
    for (const sim::Duration ramp : {0s, 1s, 86'400s}) {
      CHECK(phase_in(policy(shape, ramp), begin, begin - 1s) == 0);
      CHECK(phase_in(policy(shape, ramp), begin, begin - 100'000h) == 0);
      CHECK(phase_in(policy(shape, ramp), sim::never, begin) == 0);
    }
}

TEST_CASE("a phase-in of no length is a step") {
  CHECK(phase_in(policy("linear", 0s), begin, begin) == 1);
  CHECK(phase_in(policy("logistic", 0s), begin, begin) == 1);
}

TEST_CASE("a policy that answers a question neutrally at level 1 does so at every level, so that it need not be asked") {
  const auto world = waste::build_world(waste::Scenario::read(waste::testing::in_project("scenarios/plan.yaml")));
  int answered = 0;
  for (const auto& policy : world->policies.list)
    for (int question = 0; question < static_cast<int>(waste::PolicyLever::count_); ++question) {
      const auto asked = static_cast<waste::PolicyLever>(question);
      if (waste::answers(*policy, asked)) ++answered;
      else
        for (const double level : {0.0, 1e-9, 0.25, 0.5, 0.999, 1.5}) CHECK_FALSE(waste::answers(*policy, asked, level));
    }
  CHECK(answered > static_cast<int>(world->policies.list.size()));
}

TEST_CASE("a phase-in gives the same to whoever asks again, in whatever order") {
  const Policy logistic = policy("logistic", 100'000s);
  std::vector<double> levels;
  for (int i = 1; i < 100'000; i += 7) levels.push_back(phase_in(logistic, begin, begin + sim::Duration{i}));
  std::size_t differing = 0, next = levels.size();
  for (int i = 1 + 7 * static_cast<int>(levels.size() - 1); i > 0; i -= 7)
    differing += phase_in(logistic, begin, begin + sim::Duration{i}) != levels[--next];
  CHECK(differing == 0);
}

TEST_CASE("at level 0 the answers of a policy without its own change nothing") {
  const Policy none;
  CHECK(none.generation(0) == 1);
  CHECK(none.separated(0).share == 0);
  CHECK(none.capacity(0) == 0);
  CHECK(none.demand(0) == 1);
  CHECK(none.inflow(0) == 1);
  CHECK(none.price(0) == 0);
  CHECK(none.vehicles(0) == 0);
  CHECK(none.longer_hours(0) == 0s);
  CHECK(none.may_landfill(0));
  CHECK(none.reclaim(0) == 0);
  CHECK(none.outage(0) == 0);
  CHECK_FALSE(none.approval(0));
}
