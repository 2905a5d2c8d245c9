#include "models/run/variant_groups.h"

#include <algorithm>

#include "models/run/ranking.h"
#include "models/world/world.h"
#include "tests/catch.h"
#include "tests/models/scenario/scenario_folder.h"
#include "tests/paths.h"

namespace waste {
namespace {

/// Two works that have nothing to do with each other, and a third whose depot and outlet are those of the first.
const std::string apart = R"(format: 1
title: {zh: 两处, en: Two places}
period: {starts: 2020-01-01, ends: 2022-01-01}
target_year: 2021
replicas: 3
uncertainty: none
places: {here: {}}
streams:
  slag: {category: general_industrial, label: {zh: 炉渣, en: slag}}
  straw: {category: general_industrial, label: {zh: 秸秆渣, en: pulp}}
indicators:
  intensity: {number: 1, label: {zh: 产生强度, en: Intensity}, unit: "1", own_unit: t/万元, baseline_text: "0.33", target_text: 负增长, baseline: 0.33, rule: "<= 2020", mandatory: yes}
  utilisation: {number: 11, label: {zh: 综合利用率, en: Utilisation rate}, unit: percent, own_unit: "%", baseline_text: 70%, target_text: 60%, baseline: 70, target: 60, rule: ">="}
economy: {value_added: 1 亿元}
sites:
  mill: {kind: producer, place: here, rate: 20 t/d, noise: 10 %, stream: slag, outlet: works}
  forge: {kind: producer, place: here, rate: 5 t/d, noise: 10 %, stream: slag, outlet: works}
  works: {kind: outlet, place: here, accepts: [slag], utilised: 70 %, capacity: 22 t/d, yard: 1000 t}
  pulper: {kind: producer, place: here, rate: 9 t/d, noise: 10 %, stream: straw, outlet: kiln}
  kiln: {kind: outlet, place: here, accepts: [straw], utilised: 40 %, capacity: 50 t/d, yard: 1000 t}
tasks:
  t01: {number: 1, label: {zh: 轧钢, en: mill}}
  t02: {number: 2, label: {zh: 锻造, en: forge}}
  t03: {number: 3, label: {zh: 制浆, en: pulp}}
  t04: {number: 4, label: {zh: 窑, en: kiln}}
policies:
  mill_less: {kind: source_reduction, task: t01, sites: [mill], reduction: 30 %, starts: 2020-07-01}
  forge_less: {kind: source_reduction, task: t02, sites: [forge], reduction: 20 %, starts: 2020-09-01}
  pulp_less: {kind: source_reduction, task: t03, sites: [pulper], reduction: 40 %, starts: 2021-01-01}
  kiln_more: {kind: new_capacity, task: t04, sites: [kiln], capacity: 10 t/d, starts: 2021-03-01}
)";

Overrides off(const std::string& task) { return {{"tasks." + task + ".active", "no"}}; }

/// Every variant among the others, and by itself.
void check_alike(const Scenario& scenario, int replicas, const std::vector<Overrides>& variants) {
  const VariantOptions options{.replicas = replicas};
  const auto together = Variants(scenario, options).simulate(variants);
  REQUIRE(together);
  for (std::size_t i = 0; i < variants.size(); ++i) {
    const auto alone = Variants(scenario, options).simulate({variants[i]});
    REQUIRE(alone);
    CHECK((*together)[i].weights == alone->front().weights);
    for (std::size_t line = 0; line < alone->front().lines.size(); ++line) {
      const auto &a = (*together)[i].lines[line].values, &b = alone->front().lines[line].values;
      const auto same = [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); };
      INFO("variant " << i << ", line " << line);
      CHECK(std::equal(a.begin(), a.end(), b.begin(), b.end(), same));
    }
  }
}

}  // namespace

TEST_CASE("variants at sites that have nothing to do with each other share a simulation") {
  const ScenarioFolder folder;
  const auto world = build_world(folder.read(apart));
  const VariantGroups groups(*world, {{}, off("t01"), off("t02"), off("t03"), off("t04")});
  REQUIRE(groups.groups().size() == 2);  // mill and pulper, forge and kiln
  CHECK(groups.groups()[0].variants == std::vector<std::size_t>{1, 3});
  CHECK(groups.groups()[1].variants == std::vector<std::size_t>{2, 4});
  CHECK(groups.unchanged() == std::vector<std::size_t>{0});
  CHECK(groups.shared());
}

TEST_CASE("variants of anything but tasks, and of policies that are not bound to sites, stay alone") {
  const ScenarioFolder folder;
  const auto world = build_world(folder.read(apart +
                                             "  everywhere: {kind: source_reduction, task: t04, reduction: 5 %, starts: 2021-01-01}\n"));
  const VariantGroups groups(*world, {off("t01"), off("t03"), off("t04"), {{"policies.pulp_less.reduction", "10 %"}}});
  CHECK(groups.groups().size() == 3);
  CHECK(groups.group_of(0) == groups.group_of(1));
}

TEST_CASE("a variant among others has the numbers that it has by itself, to the bit") {
  const ScenarioFolder folder;
  check_alike(folder.read(apart), 3,
              {{}, off("t01"), off("t02"), off("t03"), off("t04"), {{"tasks.t03.shift", "100 d"}}, {{"tasks.t01.strength", "0.5"}}});
}

TEST_CASE("tasks of the plan have the numbers that they have by themselves, to the bit", "[long]") {
  const Scenario plan = Scenario::read(testing::in_project("scenarios/plan.yaml"), {"period.ends=2023-01-01", "target_year=2022"});
  check_alike(plan, 1, {{}, off("t15"), off("t16"), off("t20"), off("t28"), off("t42"), off("t63")});
}

}  // namespace waste
