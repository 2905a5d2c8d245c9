// Law & Kelton, Simulation Modeling and Analysis, section 1.4: the single-server queue, both published runs.
#include <deque>
#include <string>

#include "tests/catch.h"
#include "tests/published/law_kelton.h"

namespace {

using namespace law_kelton;

/// Draws the next arrival before anything else, as the book's program does. Ticks are so fine that no arrival coincides with a
/// departure, which the book's program would let go first.
class Counter final : public sim::Entity {
 public:
  Counter(Generator& generator, double interarrival, double service)
      : generator_(generator), interarrival_(interarrival), service_(service) {}
  const sim::EntityType& type() const override { return sim::entity_type<Counter>; }
  void start(sim::Context& context) override {
    last_ = context.now();
    context.after(duration(generator_.exponential(interarrival_)), &Counter::arrive);
  }

  void arrive(sim::Context& context) {
    if (finished()) return;
    integrate(context.now());
    context.after(duration(generator_.exponential(interarrival_)), &Counter::arrive);
    if (busy_) return queue_.push_back(context.now());
    busy_ = true;
    begin(sim::Duration{0}, context);
  }

  void depart(sim::Context& context) {
    if (finished()) return;
    integrate(context.now());
    if (queue_.empty()) {
      busy_ = false;
      return;
    }
    const sim::Duration delay = context.now() - queue_.front();
    queue_.pop_front();
    begin(delay, context);
  }

  static constexpr std::array events{sim::Handler<Counter>{"arrive", &Counter::arrive}, sim::Handler<Counter>{"depart", &Counter::depart}};

  bool finished() const { return delays_ == 1000; }
  double mean_delay() const { return units(total_delay_) / delays_; }
  double mean_queue() const { return queue_area_ / end(); }
  double utilisation() const { return units(busy_time_) / end(); }
  double end() const { return units(last_.time_since_epoch()); }

 private:
  void begin(sim::Duration delay, sim::Context& context) {
    total_delay_ += delay;
    ++delays_;
    context.after(duration(generator_.exponential(service_)), &Counter::depart);
  }
  void integrate(sim::Time now) {
    queue_area_ += static_cast<double>(queue_.size()) * units(now - last_);
    if (busy_) busy_time_ += now - last_;
    last_ = now;
  }

  Generator& generator_;
  double interarrival_, service_;
  bool busy_ = false;
  std::deque<sim::Time> queue_;  // when each came
  sim::Time last_{};
  sim::Duration total_delay_{0}, busy_time_{0};
  double queue_area_ = 0;
  int delays_ = 0;
};

std::string published_line(double interarrival, double service) {
  Generator generator;
  sim::Simulation simulation({}, sim::Time{}, std::make_unique<NoRecorder>());
  simulation.add(std::make_unique<Counter>(generator, interarrival, service), "counter");
  simulation.start();
  const auto& counter = static_cast<const Counter&>(simulation.entity(0));
  while (!counter.finished()) simulation.run_until(simulation.now() + duration(10));
  return printed(counter.mean_delay(), 3) + " " + printed(counter.mean_queue(), 3) + " " + printed(counter.utilisation(), 3) + " " +
         printed(counter.end(), 3);
}

}  // namespace

TEST_CASE("the generator of Law and Kelton begins with the published numbers") {
  Generator generator;
  CHECK(generator.uniform() == 0.4005278944969177);
  CHECK(generator.uniform() == 0.6135854125022888);
}

TEST_CASE("Law and Kelton's single-server queue gives the published delay, queue, utilisation and end") {
  CHECK(published_line(1.0, 0.5) == "0.430 0.418 0.460 1027.915");
  CHECK(published_line(0.505, 0.5).substr(0, 19) == "17.404 34.831 0.997");
}
