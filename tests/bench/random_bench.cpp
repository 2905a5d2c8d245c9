// Goals on portable x86-64: 4 ns for 64 random bits, 3 ns for a quantile of bits at hand.
#include "engine/random/random.h"

#include <benchmark/benchmark.h>

#include <random>

#include "engine/random/inverse_cdf.h"
#include "engine/random/split.h"
#include "tests/bench/goals.h"

namespace {

void state_goal(benchmark::State& state, double nanoseconds) {
  goals::at_most(state, "time", nanoseconds * 1e-9);
  state.SetItemsProcessed(state.iterations());
}

void bits_philox(benchmark::State& state) {
  sim::Random random(1, sim::hash_name("gate"), sim::hash_name("arrivals"), 0);
  for (auto _ : state) benchmark::DoNotOptimize(random.next());
  state_goal(state, 4);
}
BENCHMARK(bits_philox);

void bits_mersenne_twister(benchmark::State& state) {
  std::mt19937_64 random(1);
  for (auto _ : state) benchmark::DoNotOptimize(random());
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(bits_mersenne_twister);

/// Bits from a multiplication, which costs next to nothing: what is measured is the table.
void quantile_alone(benchmark::State& state) {
  const auto table = sim::InverseCdf::exponential(3.6e6);
  std::uint64_t bits = 1;
  for (auto _ : state) benchmark::DoNotOptimize(table(bits += 0x9e3779b97f4a7c15));
  state_goal(state, 3);
}
BENCHMARK(quantile_alone);

void exponential_philox_quantile(benchmark::State& state) {
  const auto table = sim::InverseCdf::exponential(3.6e6);
  sim::Random random(1, sim::hash_name("gate"), sim::hash_name("arrivals"), 0);
  for (auto _ : state) benchmark::DoNotOptimize(table.sample(random));
  state_goal(state, 7);
}
BENCHMARK(exponential_philox_quantile);

void exponential_standard_library(benchmark::State& state) {
  std::mt19937_64 random(1);
  std::exponential_distribution<double> exponential(1 / 3.6e6);
  for (auto _ : state) benchmark::DoNotOptimize(exponential(random));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(exponential_standard_library);

void stream_of_one_draw(benchmark::State& state) {
  std::uint64_t load = 0;
  for (auto _ : state) benchmark::DoNotOptimize(sim::Random(1, load++, 2, 3).next());
  state_goal(state, 20);
}
BENCHMARK(stream_of_one_draw);

void split_over_six(benchmark::State& state) {
  const sim::Split split(std::vector<double>{0.4, 0.25, 0.15, 0.1, 0.06, 0.04}, 50);
  sim::Random random(1, 2, 3, 4);
  std::vector<std::int64_t> parts(6);
  for (auto _ : state) {
    split(12'345'678, random, parts);
    benchmark::DoNotOptimize(parts.data());
  }
  state_goal(state, 400);
}
BENCHMARK(split_over_six);

void build_gamma_table(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(sim::InverseCdf::gamma(1e6, 0.5));
  state_goal(state, 20e6);
}
BENCHMARK(build_gamma_table)->Unit(benchmark::kMillisecond);

}  // namespace
