// Goals: 20 ns an event of a queue with two random draws per customer and statistics of waiting (50 million events a second), 40 ns a
// message round a ring of 1,000 entities.
#include "engine/kernel/simulation.h"

#include <benchmark/benchmark.h>

#include "engine/random/inverse_cdf.h"
#include "models/facilities/fifo.h"
#include "tests/bench/goals.h"

namespace {

class Nothing final : public sim::Recorder {
 public:
  void record(sim::Time, const sim::Fact& fact) override { benchmark::DoNotOptimize(fact.amount); }
  std::unique_ptr<sim::Recorder> clone() const override { return std::make_unique<Nothing>(*this); }
};

/// Number, sum and sum of squares of what is recorded.
class Statistics final : public sim::Recorder {
 public:
  void record(sim::Time, const sim::Fact& fact) override {
    const auto value = static_cast<double>(fact.amount);
    ++number_;
    sum_ += value;
    squares_ += value * value;
  }
  std::unique_ptr<sim::Recorder> clone() const override { return std::make_unique<Statistics>(*this); }
  double mean() const { return sum_ / static_cast<double>(number_); }

 private:
  std::uint64_t number_ = 0;
  double sum_ = 0, squares_ = 0;
};

void run(benchmark::State& state, sim::Simulation& simulation, sim::Duration step, double goal) {
  simulation.start();
  const auto before = simulation.events();
  for (auto _ : state) simulation.run_until(simulation.now() + step);
  const auto events = static_cast<double>(simulation.events() - before);
  state.counters["events/s"] = benchmark::Counter(events, benchmark::Counter::kIsRate);
  state.counters["s/event"] = benchmark::Counter(events, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
  goals::at_most(state, "s/event", goal);
}

class Counter final : public sim::Entity {
 public:
  Counter(const sim::InverseCdf& interarrival, const sim::InverseCdf& service) : interarrival_(&interarrival), service_(&service) {}
  const sim::EntityType& type() const override { return sim::entity_type<Counter>; }
  void start(sim::Context& context) override { next(context); }
  void arrive(sim::Context& context) {
    waiting_.push(context.now());
    if (waiting_.size() == 1) serve(context);
    next(context);
  }
  void depart(sim::Context& context) {
    context.record({0, 0, 1, 0, (context.now() - waiting_.pop()).count()});
    if (!waiting_.empty()) serve(context);
  }
  static constexpr std::array events{sim::Handler<Counter>{"arrive", &Counter::arrive}, sim::Handler<Counter>{"depart", &Counter::depart}};

 private:
  void next(sim::Context& context) { context.after(sim::Duration{interarrival_->sample(context.random(0))}, &Counter::arrive); }
  void serve(sim::Context& context) { context.after(sim::Duration{service_->sample(context.random(1))}, &Counter::depart); }

  const sim::InverseCdf* interarrival_;
  const sim::InverseCdf* service_;
  waste::Fifo<sim::Time> waiting_;
};

void mm1(benchmark::State& state) {
  const auto interarrival = sim::InverseCdf::exponential(1e6), service = sim::InverseCdf::exponential(0.8e6);
  sim::Simulation simulation({1, 0}, {}, std::make_unique<Statistics>());
  simulation.add(std::make_unique<Counter>(interarrival, service), "counter");
  run(state, simulation, sim::Duration{10'000'000'000}, 20e-9);
  state.counters["mean"] = static_cast<const Statistics&>(simulation.recorder()).mean();  // 4e6 s in theory: waiting and service
}
BENCHMARK(mm1)->Unit(benchmark::kMicrosecond);

struct Token {
  static constexpr std::uint16_t id = 1;
  std::int64_t hops = 0;
  std::int64_t cargo[4] = {};
};

/// Hands every token on to its neighbour.
class Hand final : public sim::Entity {
 public:
  explicit Hand(sim::EntityId next) : next_(next) {}
  const sim::EntityType& type() const override { return sim::entity_type<Hand>; }
  void start(sim::Context& context) override { context.send(next_, sim::Duration{1 + context.self() % 60}, Token{}); }
  void deliver(std::uint16_t, const void* payload, sim::Context& context) override {
    Token token = *static_cast<const Token*>(payload);
    ++token.hops;
    context.send(next_, sim::Duration{60 + context.random(0).below(3'600)}, token);
  }
  static constexpr std::array<sim::Handler<Hand>, 0> events{};

 private:
  sim::EntityId next_;
};

void ring_of_messages(benchmark::State& state) {
  const auto size = static_cast<sim::EntityId>(state.range(0));
  std::vector<std::string> names;
  for (sim::EntityId i = 0; i < size; ++i) names.push_back("hand " + std::to_string(i));
  sim::Simulation simulation({1, 0}, {}, std::make_unique<Nothing>());
  for (sim::EntityId i = 0; i < size; ++i) simulation.add(std::make_unique<Hand>((i + 1) % size), names[i]);
  run(state, simulation, sim::Duration{86'400}, 40e-9);
}
BENCHMARK(ring_of_messages)->Arg(10)->Arg(1'000)->Arg(100'000)->Unit(benchmark::kMicrosecond);

void copy_of_a_simulation(benchmark::State& state) {
  std::vector<std::string> names;
  for (sim::EntityId i = 0; i < 1'000; ++i) names.push_back("hand " + std::to_string(i));
  sim::Simulation simulation({1, 0}, {}, std::make_unique<Nothing>());
  for (sim::EntityId i = 0; i < 1'000; ++i) simulation.add(std::make_unique<Hand>((i + 1) % 1'000), names[i]);
  simulation.start();
  simulation.run_until(sim::Time{sim::Duration{86'400}});
  for (auto _ : state) benchmark::DoNotOptimize(sim::Simulation(simulation).pending());
  state.counters["bytes"] = static_cast<double>(simulation.memory_bytes());
  state.counters["bytes/entity"] = static_cast<double>(simulation.memory_bytes()) / static_cast<double>(simulation.size());
  goals::at_most(state, "time", 1e-3);
}
BENCHMARK(copy_of_a_simulation)->Unit(benchmark::kMicrosecond);

}  // namespace
