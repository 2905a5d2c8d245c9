// Goals: 15 million holds a second with 1,000 events pending (this stage), 60 million (the next); never slower than
// std::priority_queue and boost::heap::d_ary_heap<4> on the same events, which run beside it: counter `ratio` > 1.
//
// A hold takes the next event and schedules another: pop, then push. Delays are those of a district: trucks on the road
// (minutes to hours, spread), shifts and days (exact hours), and now and then a wait of weeks.
#include "engine/event_queue.h"

#include <benchmark/benchmark.h>
#include <time.h>

#include <algorithm>
#include <boost/heap/d_ary_heap.hpp>
#include <queue>
#include <vector>

#include "engine/random.h"

namespace {

using sim::Event;

constexpr std::size_t delay_count = 1 << 16;

/// The delays are drawn before: what is measured is the queue.
const std::vector<std::int64_t>& delays() {
  static const auto drawn = [] {
    std::vector<std::int64_t> list(delay_count);
    sim::Random random(1, 2, 3, 4);
    for (auto& delay : list) {
      const auto dice = random.below(100);
      delay = static_cast<std::int64_t>(dice < 70 ? 300 + random.below(7'200)
                                        : dice < 90 ? 1 + random.below(120)
                                        : dice < 99 ? 3'600 * (1 + random.below(24))
                                                    : 86'400 * (1 + random.below(30)));
    }
    return list;
  }();
  return drawn;
}

struct Later {
  bool operator()(const Event& a, const Event& b) const { return a.key() > b.key(); }
};

class Ours {
 public:
  const Event& top() { return *queue_.peek(); }
  void pop() { queue_.pop(); }
  void push(const Event& event) { queue_.push(event); }

 private:
  sim::EventQueue queue_;
};
using Standard = std::priority_queue<Event, std::vector<Event>, Later>;
using Boost = boost::heap::d_ary_heap<Event, boost::heap::arity<4>, boost::heap::compare<Later>>;

double thread_seconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

template <class Queue>
class Hold {
 public:
  explicit Hold(std::size_t pending) {
    for (std::size_t i = 0; i < pending; ++i) push(static_cast<std::int64_t>(i % 86'400));
    for (std::size_t i = 0; i < 4 * pending; ++i) step();  // until the mix is steady
  }

  void step() {
    const Event event = queue_.top();
    queue_.pop();
    push(sim::seconds(event.time));
  }

  /// Seconds of this thread's own time that `holds` holds take.
  double time(std::size_t holds) {
    const double begin = thread_seconds();
    for (std::size_t i = 0; i < holds; ++i) step();
    return thread_seconds() - begin;
  }

 private:
  void push(std::int64_t now) {
    Event event;
    event.time = sim::Time{sim::Duration{now + delays()[next_ % delay_count]}};
    event.sender = next_ % 199;
    event.count = next_++;
    queue_.push(event);
  }

  Queue queue_;
  std::uint32_t next_ = 0;
};

/// Rounds of the three queues alternate, so that a busy machine is busy for all of them; the ratios compare the best rounds.
void hold(benchmark::State& state) {
  const auto pending = static_cast<std::size_t>(state.range(0));
  Hold<Ours> ours(pending);
  Hold<Standard> standard(pending);
  Hold<Boost> boost(pending);
  constexpr std::size_t round = 2'000;
  double best = 1e9, best_standard = 1e9, best_boost = 1e9;
  for (auto _ : state) {
    const double seconds = ours.time(round);
    best = std::min(best, seconds);
    best_standard = std::min(best_standard, standard.time(round));
    best_boost = std::min(best_boost, boost.time(round));
    state.SetIterationTime(seconds);
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * round));
  state.counters["best_holds/s"] = round / best;
  state.counters["ratio_std"] = best_standard / best;
  state.counters["ratio_boost"] = best_boost / best;
  state.counters["goal_holds/s"] = 15e6;
}
BENCHMARK(hold)->Arg(16)->Arg(1'000)->Arg(100'000)->Arg(1'000'000)->UseManualTime()->Unit(benchmark::kMicrosecond);

}  // namespace
