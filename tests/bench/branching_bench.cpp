// Goal: eight scenarios that share their past take at most 0.8 times as long as eight separate runs.
#include <benchmark/benchmark.h>

#include <chrono>

#include "models/world/scenario_tree.h"
#include "models/world/world.h"
#include "tests/bench/goals.h"
#include "tests/paths.h"

namespace {

/// One replica of baseline, plan and six variants, on one thread; separate and branching runs alternate.
void eight_scenarios(benchmark::State& state) {
  const std::atomic<bool> no_stop{false};
  std::vector<std::unique_ptr<waste::World>> worlds;
  std::vector<const waste::World*> all;
  for (const char* name :
       {"baseline", "plan", "late", "underfunded", "no_new_tasks", "gypsum_slump", "incinerator_outage", "wider_whitelist"}) {
    worlds.push_back(waste::build_world(waste::Scenario::read(waste::testing::in_project(std::string("scenarios/") + name + ".yaml"))));
    all.push_back(worlds.back().get());
  }
  const auto seconds_of = [&](const std::vector<std::vector<const waste::World*>>& runs, std::uint64_t number) {
    const auto begin = std::chrono::steady_clock::now();
    for (const auto& run : runs) benchmark::DoNotOptimize(waste::ScenarioTree(run).simulate(number, no_stop));
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  };
  std::vector<std::vector<const waste::World*>> one_by_one;
  for (const waste::World* world : all) one_by_one.push_back({world});
  double apart = 0, together = 0;
  std::uint64_t number = 0;
  for (auto _ : state) {
    apart += seconds_of(one_by_one, number);
    together += seconds_of({all}, number++);
  }
  state.counters["ratio"] = together / apart;
  goals::at_most(state, "ratio", 0.8);
}
BENCHMARK(eight_scenarios)->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace
