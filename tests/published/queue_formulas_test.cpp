// Formulas of queueing theory (Erlang's C, Pollaczek and Khinchine) against the engine and the tables of sim::InverseCdf: 10^6
// customers each, means within three half-widths of 95 % intervals from 20 batches.
#include <array>
#include <cmath>
#include <memory>
#include <vector>

#include "engine/kernel/simulation.h"
#include "engine/random/inverse_cdf.h"
#include "models/facilities/fifo.h"
#include "tests/catch.h"
#include "tests/published/law_kelton.h"

namespace {

constexpr double unit = 1e6;  // ticks in the formulas' unit of time
constexpr int customers = 1'000'000, batches = 20, batch = customers / batches;
constexpr double student = 2.093;  // 97.5 % of t with 19 degrees of freedom

struct Mean {
  double value = 0, half_width = 0;
};

Mean of_batches(const std::array<double, batches>& means) {
  double sum = 0, squares = 0;
  for (const double x : means) sum += x;
  const double mean = sum / batches;
  for (const double x : means) squares += (x - mean) * (x - mean);
  return {mean, student * std::sqrt(squares / (batches - 1) / batches)};
}

/// First come, first served, by servers that are all alike.
class Station final : public sim::Entity {
 public:
  Station(const sim::InverseCdf& interarrival, const sim::InverseCdf& service, int servers)
      : interarrival_(&interarrival), service_(&service), idle_(servers) {}
  const sim::EntityType& type() const override { return sim::entity_type<Station>; }
  void start(sim::Context& context) override { next(context); }

  void arrive(sim::Context& context) {
    waiting_.push(context.now());
    serve(context);
    if (++arrived_ < customers) next(context);
  }
  void depart(sim::Context& context) {
    ++idle_;
    serve(context);
  }
  static constexpr std::array events{sim::Handler<Station>{"arrive", &Station::arrive}, sim::Handler<Station>{"depart", &Station::depart}};

  Mean wait() const { return of_batches(waits_); }
  double longest() const { return static_cast<double>(longest_.count()) / unit; }
  sim::Duration busy() const { return busy_; }
  int served() const { return served_; }

 private:
  void next(sim::Context& context) { context.after(sim::Duration{interarrival_->sample(context.random(0))}, &Station::arrive); }
  void serve(sim::Context& context) {
    if (idle_ == 0 || waiting_.empty()) return;
    --idle_;
    const sim::Duration waited = context.now() - waiting_.pop();
    longest_ = std::max(longest_, waited);
    waits_[static_cast<std::size_t>(served_++ / batch)] += static_cast<double>(waited.count()) / unit / batch;
    const sim::Duration service{service_->sample(context.random(1))};
    busy_ += service;
    context.after(service, &Station::depart);
  }

  const sim::InverseCdf* interarrival_;
  const sim::InverseCdf* service_;
  int idle_, arrived_ = 0, served_ = 0;
  sim::Duration longest_{0}, busy_{0};
  waste::Fifo<sim::Time> waiting_;
  std::array<double, batches> waits_{};  // mean of each batch
};

Station simulated(const sim::InverseCdf& interarrival, const sim::InverseCdf& service, int servers) {
  sim::Simulation simulation({6, 0}, sim::Time{}, std::make_unique<law_kelton::NoRecorder>());
  simulation.add(std::make_unique<Station>(interarrival, service, servers), "station");
  simulation.start();
  simulation.run_until(sim::never);
  return static_cast<const Station&>(simulation.entity(0));
}

sim::InverseCdf exponential(double rate) { return sim::InverseCdf::exponential(unit / rate); }

void check_wait(const Station& station, double expected) {
  const Mean wait = station.wait();
  INFO("mean wait " << wait.value << " +- " << wait.half_width << ", expected " << expected);
  CHECK(station.served() == customers);
  CHECK(std::fabs(wait.value - expected) < 3 * wait.half_width);
  CHECK(wait.half_width < 0.15 * expected);  // a wide interval would prove nothing
}

}  // namespace

TEST_CASE("queues with exponential times wait as Erlang's formula says") {
  check_wait(simulated(exponential(2), exponential(3), 1), 4.0 / 3 / 2);  // Lq = 4/3 = 2 Wq, W = Wq + 1/3 = 1
  check_wait(simulated(exponential(2), exponential(3), 2), 1.0 / 12 / 2);  // Lq = 1/12, L = 1/12 + 2/3 = 3/4
  check_wait(simulated(exponential(8), exponential(1), 10), 0.204590);
  check_wait(simulated(exponential(9), exponential(1), 10), 0.668732);
}

TEST_CASE("a single server of any service time waits as Pollaczek and Khinchine say") {
  check_wait(simulated(exponential(0.8), sim::InverseCdf::constant(static_cast<std::int64_t>(unit)), 1), 2);
  check_wait(simulated(exponential(0.8), sim::InverseCdf::gamma(unit, std::sqrt(0.5)), 1), 3);
  check_wait(simulated(exponential(0.8), exponential(1), 1), 4);
  check_wait(simulated(exponential(0.8), sim::InverseCdf::lognormal(unit, 2), 1), 10);
}

TEST_CASE("constant times give exactly the waits one computes by hand") {
  const auto often = sim::InverseCdf::constant(10'000'000);
  const Station idle = simulated(often, sim::InverseCdf::constant(7'000'000), 1);
  CHECK(idle.longest() == 0);
  CHECK(idle.busy() == sim::Duration{std::int64_t{7'000'000} * customers});
  const Station late = simulated(often, sim::InverseCdf::constant(12'000'000), 1);  // customer n waits 2 n
  CHECK(late.longest() == 2.0 * (customers - 1));
}
