// Goals for the district, scenario `plan`, 2020 to 2025: 12 million events a second on one thread (issue 4: 40 ns an event),
// 2 s a replica, 64 MB a replica of its own; two threads 1.9 times as fast as one; writing at most 3 % of the time; 0.2 s from
// the text to the first event. Every replica checks the mass of every site and stream each midnight, in this time.
#include <benchmark/benchmark.h>
#include <malloc.h>
#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>

#include "engine/base/ensemble.h"
#include "models/results/writer.h"
#include "models/world/replica.h"
#include "models/world/replica_result.h"
#include "models/world/world.h"
#include "tests/bench/district.h"
#include "tests/bench/goals.h"
#include "tests/paths.h"

namespace {

const std::atomic<bool> no_stop{false};

double seconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

void count(benchmark::State& state, double events) {
  state.counters["events"] = benchmark::Counter(events, benchmark::Counter::kAvgIterations);
  state.counters["events/s"] = benchmark::Counter(events, benchmark::Counter::kIsRate);
  state.counters["s/event"] = benchmark::Counter(events, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

void read_scenario(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(waste::Scenario::read(waste::testing::in_project("scenarios/plan.yaml")));
  goals::at_most(state, "time", 0.1);
}
BENCHMARK(read_scenario)->Unit(benchmark::kMillisecond);

/// From the text to the first event.
void build_district(benchmark::State& state) {
  for (auto _ : state) {
    const auto world = waste::build_world(waste::Scenario::read(waste::testing::in_project("scenarios/plan.yaml")));
    benchmark::DoNotOptimize(waste::Replica(*world, 0).simulation().pending());
  }
  goals::at_most(state, "time", 0.2);
}
BENCHMARK(build_district)->Unit(benchmark::kMillisecond);

void one_replica(benchmark::State& state) {
  const waste::World& world = district::plan();
  double events = 0, bytes = 0, sites = static_cast<double>(world.district.sites.size()), pending = 0;
  std::uint64_t number = 0;
  for (auto _ : state) {
    waste::Replica replica(world, number++);
    benchmark::DoNotOptimize(replica.finish(no_stop));
    events += static_cast<double>(replica.simulation().events());
    bytes = static_cast<double>(replica.memory_bytes());
    pending = static_cast<double>(replica.simulation().pending());
  }
  count(state, events);
  state.counters["bytes"] = bytes;
  state.counters["sites"] = sites;
  state.counters["pending"] = pending;  // at the end
  goals::at_most(state, "time", 2);
  goals::at_most(state, "s/event", 40e-9);
  goals::at_least(state, "events/s", 12e6);
  goals::at_most(state, "bytes", 64e6);
}
BENCHMARK(one_replica)->Unit(benchmark::kMillisecond);

/// Bytes that are allocated now.
double heap_bytes() { return static_cast<double>(mallinfo2().uordblks); }

/// What a replica costs in memory: by site when it begins, and what events, payloads and random streams take by pending event at
/// noon a year later, when most vehicles are out.
void memory_of_a_replica(benchmark::State& state) {
  const waste::World& world = district::plan();
  const auto sites = static_cast<double>(world.district.sites.size());
  for (auto _ : state) {
    const double before = heap_bytes();
    waste::Replica replica(world, 0);
    state.counters["bytes/site"] = (heap_bytes() - before) / sites;
    replica.run_until(world.district.start + std::chrono::hours{366 * 24}, no_stop);
    sim::Simulation& simulation = replica.simulation();
    simulation.run_until(world.district.start + std::chrono::hours{366 * 24 + 12});
    state.counters["pending"] = static_cast<double>(simulation.pending());
    state.counters["bytes/pending"] = static_cast<double>(simulation.memory_bytes()) / static_cast<double>(simulation.pending());
    state.counters["heap_bytes"] = heap_bytes() - before;
  }
}
BENCHMARK(memory_of_a_replica)->Unit(benchmark::kMillisecond)->Iterations(1);

/// Bytes the process holds at most so far.
double peak_bytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) * 1024;
}

void eight_replicas(benchmark::State& state) {
  const waste::World& world = district::plan();
  double events = 0;
  const auto begin = std::chrono::steady_clock::now();
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
  static std::vector<double> one_thread;  // [repetition] [s]
  const double seconds = seconds_since(begin) / static_cast<double>(state.iterations());
  if (state.range(0) == 1) one_thread.push_back(seconds);
  if (state.range(0) == 2 && !one_thread.empty()) {
    std::nth_element(one_thread.begin(), one_thread.begin() + static_cast<std::ptrdiff_t>(one_thread.size() / 2), one_thread.end());
    state.counters["speedup"] = one_thread[one_thread.size() / 2] / seconds;
    goals::at_least(state, "speedup", 1.9);
  }
}
BENCHMARK(eight_replicas)->Arg(1)->Arg(2)->UseRealTime()->MeasureProcessCPUTime()->Unit(benchmark::kMillisecond);

/// Journal records and results file of a hundred replicas, on one thread; a replica's share of it against the time to simulate one.
void write_hundred_replicas(benchmark::State& state) {
  const waste::World& world = district::plan();
  waste::Replica replica(world, 0);
  const auto begin = std::chrono::steady_clock::now();
  const waste::ReplicaResult result{0, 0, 0, *replica.finish(no_stop), replica.policies().acted(), 0};
  const double one = seconds_since(begin);
  const std::string path = std::filesystem::temp_directory_path() / "wufei_bench.h5";
  waste::ResultsHead head;
  head.replicas = 100;
  double seconds = 0;
  const auto numbered = [](waste::ReplicaResult kept, std::size_t i) {
    kept.replica = static_cast<std::uint32_t>(i);
    return kept;
  };
  for (auto _ : state) {
    const auto start = std::chrono::steady_clock::now();
    std::vector<std::string> journal;
    for (std::int32_t i = 0; i < head.replicas; ++i) journal.push_back(to_bytes(result));
    waste::write_results(
        path, {&world}, head, [&](std::uint32_t, std::size_t i) { return numbered(waste::result_from_bytes(journal[i]), i); },
        [&](std::uint32_t, std::size_t i) { return numbered(waste::head_from_bytes(journal[i]), i); });
    seconds += seconds_since(start);
  }
  std::filesystem::remove(path);
  state.counters["share"] = seconds / static_cast<double>(state.iterations()) / head.replicas / one;
  goals::at_most(state, "share", 0.03);
}
BENCHMARK(write_hundred_replicas)->Unit(benchmark::kMillisecond);

}  // namespace
