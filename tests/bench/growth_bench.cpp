// How time per event grows: with the years of a run and with the number of replicas. With the number of districts: see
// windows_bench.cpp. A curve that bends has a reason, which docs/performance.md gives.
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include "engine/base/ensemble.h"
#include "models/world/replica.h"
#include "models/world/world.h"
#include "tests/bench/goals.h"
#include "tests/paths.h"

namespace {

const std::atomic<bool> no_stop{false};

/// A period of so many years, without holidays in those that the calendar of the district does not list.
std::vector<std::string> period_of(std::int64_t years) {
  std::vector<std::string> changes{"period.ends=" + std::to_string(2020 + years) + "-01-01"};
  for (std::int64_t year = 2026; year < 2020 + years; ++year) {
    const std::string number = std::to_string(year);
    changes.push_back("calendar.none_" + number + "={starts: " + number + "-01-01, length: 1 d, factor: 1}");
  }
  return changes;
}

void years(benchmark::State& state) {
  const auto world = waste::build_world(waste::Scenario::read(waste::testing::in_project("scenarios/plan.yaml"),
                                                              period_of(state.range(0))));
  double events = 0, bytes = 0;
  std::uint64_t number = 0;
  for (auto _ : state) {
    waste::Replica replica(*world, number++);
    benchmark::DoNotOptimize(replica.finish(no_stop));
    events += static_cast<double>(replica.simulation().events());
    bytes = static_cast<double>(replica.memory_bytes());
  }
  state.counters["events"] = benchmark::Counter(events, benchmark::Counter::kAvgIterations);
  state.counters["s/event"] = benchmark::Counter(events, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
  state.counters["bytes"] = bytes;
}
BENCHMARK(years)->Arg(6)->Arg(20)->Arg(60)->Iterations(1)->Repetitions(1)->Unit(benchmark::kMillisecond);

/// On two threads; the books are thrown away, as a run hands them to its journal.
void replicas(benchmark::State& state) {
  static const auto world = waste::build_world(waste::Scenario::read(waste::testing::in_project("scenarios/plan.yaml")));
  double events = 0;
  for (auto _ : state)
    sim::run_ensemble<std::uint64_t>(
        static_cast<std::size_t>(state.range(0)), 2,
        [&](std::size_t i) {
          waste::Replica replica(*world, i);
          benchmark::DoNotOptimize(replica.finish(no_stop));
          return std::optional(replica.simulation().events());
        },
        [&](std::size_t, std::uint64_t handled) { events += static_cast<double>(handled); }, no_stop);
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  state.counters["events"] = benchmark::Counter(events, benchmark::Counter::kAvgIterations);
  state.counters["s/event"] = benchmark::Counter(events, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
  state.counters["peak_bytes"] = static_cast<double>(usage.ru_maxrss) * 1024;
}
BENCHMARK(replicas)->Arg(1)->Arg(10)->Arg(50)->Iterations(1)->Repetitions(1)->UseRealTime()->Unit(benchmark::kMillisecond);

}  // namespace
