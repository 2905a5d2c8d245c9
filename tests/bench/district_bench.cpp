// Goals for the district, scenario `plan`, 2020 to 2025: one replica in 1 s on one thread; two threads 1.8 times as fast as one;
// 2 MiB a replica beside the world that all share. Every replica checks the mass of every site and stream each midnight, in this time.
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <atomic>

#include "engine/ensemble.h"
#include "models/run.h"
#include "models/world.h"

namespace {

const std::atomic<bool> no_stop{false};

const waste::World& district() {
  static const auto world = waste::build_world(waste::Scenario::read(WUFEI_SOURCE_DIR "/scenarios/plan.yaml"));
  return *world;
}

void count(benchmark::State& state, double events) {
  state.counters["events"] = benchmark::Counter(events, benchmark::Counter::kAvgIterations);
  state.counters["events/s"] = benchmark::Counter(events, benchmark::Counter::kIsRate);
  state.counters["s/event"] = benchmark::Counter(events, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

void build_district(benchmark::State& state) {
  for (auto _ : state)
    benchmark::DoNotOptimize(waste::build_world(waste::Scenario::read(WUFEI_SOURCE_DIR "/scenarios/plan.yaml")));
  state.counters["goal_s"] = 0.2;
}
BENCHMARK(build_district)->Unit(benchmark::kMillisecond);

void one_replica(benchmark::State& state) {
  const waste::World& world = district();
  double events = 0, bytes = 0;
  std::uint64_t number = 0;
  for (auto _ : state) {
    waste::Replica replica(world, number++);
    benchmark::DoNotOptimize(replica.finish(no_stop));
    events += static_cast<double>(replica.simulation().events());
    bytes = static_cast<double>(replica.simulation().memory_bytes());
  }
  count(state, events);
  state.counters["queue_bytes"] = bytes;
  state.counters["goal_s"] = 1;
}
BENCHMARK(one_replica)->Unit(benchmark::kMillisecond);

/// Bytes the process holds at most so far.
double peak_bytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) * 1024;
}

void eight_replicas(benchmark::State& state) {
  const waste::World& world = district();
  double events = 0;
  for (auto _ : state) {
    sim::run_ensemble<std::pair<std::uint64_t, waste::Books>>(
        8, static_cast<unsigned>(state.range(0)),
        [&](std::size_t i) {
          waste::Replica replica(world, i);
          auto books = replica.finish(no_stop);
          return std::optional(std::pair(replica.simulation().events(), std::move(*books)));
        },
        [&](std::size_t, auto&& result) { events += static_cast<double>(result.first); }, no_stop);
  }
  count(state, events);
  state.counters["peak_bytes"] = peak_bytes();
  state.counters["goal_s"] = 8.0 / (state.range(0) == 1 ? 1 : 1.8);
}
BENCHMARK(eight_replicas)->Arg(1)->Arg(2)->UseRealTime()->MeasureProcessCPUTime()->Unit(benchmark::kMillisecond);

}  // namespace
