#include "models/run/near_targets.h"

#include "models/world/world.h"
#include "tests/catch.h"
#include "tests/models/scenario/scenario_folder.h"

namespace waste::testing {
namespace {

/// A mill whose works use half of its slag: indicator 11 is 50 %. The policy of its task begins only in 2030.
std::vector<NearTarget> near(const std::string& target, const std::string& size, const std::string& ends = "2022-01-01") {
  const ScenarioFolder folder;
  const auto world = build_world(
      folder.read("format: 1\nbase_year: 2020\ntarget_year: 2021\nperiod: {starts: 2020-01-01, ends: " + ends +
                  "}\nplaces: {here: {}}\nstreams: {slag: {category: general_industrial}}\n"
                  "sites:\n  mill: {kind: producer, place: here, rate: 100 t/d, noise: 0 %, industry: 100 %, stream: slag, outlet: works}\n"
                  "  works: {kind: outlet, place: here, accepts: [slag], utilised: 50 %, capacity: 500 t/d, yard: 1000 t}\n"
                  "indicators: {used: {number: 11, rule: \">=\", target: " +
                  target +
                  "}}\ntasks: {t01: {number: 1, indicators: 11}}\n"
                  "policies:\n  less: {kind: source_reduction, reduction: " +
                  size + ", sites: [mill], streams: [slag], starts: 2030-01-01, task: t01}\n"));
  return near_targets(*world);
}

const std::string drawn = "{low: 5 %, mode: 10 %, high: 20 %}";

}  // namespace

TEST_CASE("a target that the middle case comes within 1 % of is told, with the assumed sizes that move it") {
  const auto found = near("50.2", drawn);
  REQUIRE(found.size() == 1);
  CHECK(found.front().facts.number == 11);
  CHECK(found.front().value == Approx(50).epsilon(0.01));
  CHECK(found.front().sizes == std::vector<std::string>{"policies.less.reduction"});
}

TEST_CASE("a target further away, a size that is no assumption, and a period without the target year tell nothing") {
  CHECK(near("53", drawn).empty());
  CHECK(near("50.2", "10 %").empty());
  CHECK(near("50.2", drawn, "2021-06-01").empty());
}

}  // namespace waste::testing
