#include "models/run/ranking.h"

#include "models/results/reader.h"
#include "models/run/run.h"
#include "models/world/world.h"
#include "tests/catch.h"
#include "tests/models/scenario/scenario_folder.h"

namespace waste {
namespace {

/// A mill whose waste three tasks reduce: much, a little, and not at all.
const std::string three_tasks = R"(format: 1
title: {zh: 三项任务, en: Three tasks}
period: {starts: 2020-01-01, ends: 2022-01-01}
replicas: 3
places: {here: {}}
streams:
  slag: {category: general_industrial, label: {zh: 炉渣, en: slag}}
indicators:
  intensity: {number: 1, label: {zh: 产生强度, en: Intensity}, unit: "1", own_unit: t/万元, baseline_text: "0.33", target_text: 负增长, baseline: 0.33, rule: "<= 2020", mandatory: yes}
economy: {value_added: 1 亿元}
sites:
  mill: {kind: producer, place: here, label: {zh: 工厂, en: Mill}, rate: 20 t/d, noise: 10 %, stream: slag, outlet: works}
  works: {kind: outlet, place: here, label: {zh: 利用厂, en: Works}, accepts: [slag], utilised: 70 %, capacity: 50 t/d, yard: 1000 t}
tasks:
  t01: {number: 1, label: {zh: 大幅减量, en: much less}}
  t02: {number: 2, label: {zh: 小幅减量, en: a little less}}
  t03: {number: 3, label: {zh: 以后再说, en: later}}
  t04: {number: 4, label: {zh: 没有政策, en: no policy}}
policies:
  much: {kind: source_reduction, task: t01, sites: [mill], streams: [slag], reduction: 30 %, starts: 2020-07-01}
  little: {kind: source_reduction, task: t02, sites: [mill], streams: [slag], reduction: 2 %, starts: 2021-03-01}
  later: {kind: source_reduction, task: t03, sites: [mill], streams: [slag], reduction: 50 %, starts: 2030-01-01}
)";

struct Ranked {
  ScenarioFolder folder;
  Scenario scenario = folder.read(three_tasks);
  Variants variants{scenario, {.replicas = 3}};
};

}  // namespace

TEST_CASE("a task that more depends on moves its indicator more, and one that never acts moves nothing") {
  const Ranked ranked;
  const auto ranking = rank_tasks(ranked.variants, {});
  REQUIRE(ranking);
  REQUIRE(ranking->tasks.size() == 3);  // t04 has no policy
  CHECK(ranking->tasks[0].policies == std::vector<std::string>{"much"});
  const double much = difference(ranking->with, ranking->without[0], 0).mean,
               little = difference(ranking->with, ranking->without[1], 0).mean;
  CHECK(much > little);
  CHECK(little > 0);
  CHECK(difference(ranking->with, ranking->without[2], 0).mean == 0);
}

TEST_CASE("the outcome of a variant has the numbers of a results file of the same run") {
  const Ranked ranked;
  const auto outcomes = ranked.variants.simulate({{}, {{"tasks.t01.active", "no"}}});
  REQUIRE(outcomes);
  const std::string file = ranked.folder / "x.h5";
  for (const auto& [variant, overrides] :
       std::vector<std::pair<std::size_t, std::vector<std::string>>>{{0, {}}, {1, {"tasks.t01.active=no"}}}) {
    RunOptions options;
    options.replicas = 3;
    options.output = file;
    run({Scenario::read(ranked.folder / "plan.yaml", overrides)}, options);
    const ScenarioResult stored = read_results(file).scenarios.front();
    const IndicatorResult& line = stored.indicators.front();
    const LineOutcome& found = (*outcomes)[variant].lines.front();
    CHECK(found.summary.mean == line.mean.back());
    CHECK(found.summary.low == line.low.back());
    CHECK(found.probability_met == line.probability_met);
  }
}

TEST_CASE("a task that is put off does less harm than one that is left out") {
  const Ranked ranked;
  const auto off = rank_tasks(ranked.variants, {}), late = rank_tasks(ranked.variants, sim::Duration{90 * 86'400});
  REQUIRE((off && late));
  const double without = difference(off->with, off->without[1], 0).mean, later = difference(late->with, late->without[1], 0).mean;
  CHECK(later > 0);
  CHECK(later < without);
}

TEST_CASE("tasks that can go together keep every held target, and one that cannot is named with the target it would cost") {
  const Ranked ranked;
  const auto ranking = rank_tasks(ranked.variants, {});
  REQUIRE(ranking);
  const auto held = held_targets(ranked.variants, ranking->with);
  REQUIRE(held.size() == 1);
  const auto found = postpone(ranked.variants, *ranking, {}, 0.05);
  REQUIRE(found);
  CHECK(lost_targets(held, ranking->with, found->outcome, 0.05).empty());
  CHECK(found->together == std::vector<std::size_t>{1, 2});
  REQUIRE(found->needed.size() == 1);
  CHECK(found->needed.front() == std::pair<std::size_t, std::size_t>{0, 0});
  CHECK(found->trials >= 1);
}

TEST_CASE("a stopped ranking gives nothing") {
  const ScenarioFolder folder;
  const std::atomic<bool> stop{true};
  VariantOptions options;
  options.replicas = 1;
  options.stop = &stop;
  CHECK_FALSE(rank_tasks(Variants(folder.read(three_tasks), options), {}));
}

}  // namespace waste
