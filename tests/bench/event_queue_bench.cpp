// Goals: 60 million holds a second with 1,000 events pending (100 million where ranks are counted in AVX2), 25 million with a
// million, and with 1,000 four times as many as std::priority_queue. That queue and boost::heap::d_ary_heap<4> run beside ours on
// the same events, so that the ratios hold on a machine that does other work: counters `ratio_std` and `ratio_boost`. `bytes` is
// what an event pending takes in memory.
//
// A hold takes the next event and schedules another: pop, then push. Delays are those of a district: trucks on the road
// (minutes to hours, spread), shifts and days (exact hours), and now and then a wait of weeks. Other mixes look for a cliff.
#include "engine/kernel/event_queue.h"

#include <benchmark/benchmark.h>
#include <time.h>

#include <algorithm>
#include <boost/heap/d_ary_heap.hpp>
#include <queue>
#include <utility>
#include <vector>

#include "engine/kernel/rank.h"
#include "engine/random/random.h"
#include "tests/bench/goals.h"

namespace {

using sim::Event;

constexpr std::size_t delay_count = 1 << 16;
using Delays = std::vector<std::int64_t>;  // [s], drawn before: what is measured is the queue

std::int64_t of_district(sim::Random& random) {
  const auto dice = random.below(100);
  return static_cast<std::int64_t>(dice < 70   ? 300 + random.below(7'200)
                                   : dice < 90 ? 1 + random.below(120)
                                   : dice < 99 ? 3'600 * (1 + random.below(24))
                                               : 86'400 * (1 + random.below(30)));
}

template <class Draw>
Delays drawn(Draw draw) {
  Delays list(delay_count);
  sim::Random random(1, 2, 3, 4);
  for (auto& delay : list) delay = static_cast<std::int64_t>(draw(random));
  return list;
}

Delays in_steps(std::int64_t step) {
  Delays list(delay_count);
  for (std::size_t i = 0; i < delay_count; ++i) list[i] = step * static_cast<std::int64_t>(i) + (step < 0 ? delay_count : 0);
  return list;
}

const std::vector<std::pair<const char*, Delays>>& mixes() {
  static const std::vector<std::pair<const char*, Delays>> all{
      {"district", drawn(of_district)},
      {"all equal", drawn([](sim::Random&) { return 3'600; })},
      {"two scales", drawn([](sim::Random& random) { return (1 + random.below(10)) * (random.bernoulli(0.5) ? 1'000'000 : 1); })},
      {"uniform", drawn([](sim::Random& random) { return random.below(100'000); })},
      {"bursts at the hour", drawn([](sim::Random& random) { return 3'600 * (1 + random.below(24)); })},
      {"sorted", in_steps(1)},
      {"reversed", in_steps(-1)},
      {"fifty years", drawn([](sim::Random& random) { return random.below(1'600'000'000); })},
  };
  return all;
}

struct Later {
  bool operator()(const Event& a, const Event& b) const { return a.key() > b.key(); }
};

class Ours {
 public:
  const Event& top() { return *queue_.peek(); }
  void pop() { queue_.pop(); }
  void push(const Event& event) { queue_.push(event); }
  std::size_t bytes() const { return queue_.memory_bytes(); }

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
  Hold(std::size_t pending, const Delays& delays) : delays_(delays) {
    for (std::size_t i = 0; i < pending; ++i) push(static_cast<std::int64_t>(i % 86'400));
    for (std::size_t i = 0; i < 4 * pending; ++i) step();  // until the mix is steady
  }

  void step() {
    const Event event = queue_.top();
    queue_.pop();
    push(sim::seconds(event.time));
  }

  const Queue& queue() const { return queue_; }

  /// Seconds of this thread's own time that `holds` holds take.
  double time(std::size_t holds) {
    const double begin = thread_seconds();
    for (std::size_t i = 0; i < holds; ++i) step();
    return thread_seconds() - begin;
  }

 private:
  void push(std::int64_t now) {
    Event event;
    event.time = sim::Time{sim::Duration{now + delays_[next_ % delay_count]}};
    event.sender = next_ % 199;
    event.count = next_++;
    queue_.push(event);
  }

  const Delays& delays_;
  Queue queue_;
  std::uint32_t next_ = 0;
};

/// Rounds of the three queues alternate, so that a busy machine is busy for all of them; the ratios compare the best rounds.
void compare(benchmark::State& state, const char* name, const Delays& delays, std::size_t pending) {
  Hold<Ours> ours(pending, delays);
  Hold<Standard> standard(pending, delays);
  Hold<Boost> boost(pending, delays);
  constexpr std::size_t round = 20'000;
  double best = 1e9, best_standard = 1e9, best_boost = 1e9;
  for (auto _ : state) {
    const double seconds = ours.time(round);
    best = std::min(best, seconds);
    best_standard = std::min(best_standard, standard.time(round));
    best_boost = std::min(best_boost, boost.time(round));
    state.SetIterationTime(seconds);
  }
  state.SetLabel(name);
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * round));
  state.counters["best_holds/s"] = round / best;
  state.counters["ratio_std"] = best_standard / best;
  state.counters["ratio_boost"] = best_boost / best;
  state.counters["bytes"] = static_cast<double>(ours.queue().bytes()) / static_cast<double>(pending);
}

/// The mix of a district; ranks as they are counted on any machine, or in AVX2.
void hold(benchmark::State& state, sim::Rank rank) {
  if (rank == sim::rank_avx2 && !sim::has_avx2()) return state.SkipWithError("this machine has no AVX2");
  const auto pending = static_cast<std::size_t>(state.range(0));
  const sim::Rank usual = std::exchange(sim::rank, rank);
  compare(state, "district", mixes()[0].second, pending);
  sim::rank = usual;
  goals::at_least(state, "ratio_std", pending == 1'000 ? 4 : 1);
  if (pending == 1'000) goals::at_least(state, "best_holds/s", rank == sim::rank_avx2 ? 100e6 : 60e6);
  if (pending == 1'000'000) goals::at_least(state, "best_holds/s", 25e6);
}
BENCHMARK_CAPTURE(hold, portable, sim::rank_portable)
    ->ArgsProduct({{16, 100, 1'000, 10'000, 100'000, 1'000'000}})
    ->UseManualTime()
    ->MinTime(0.1)
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(hold, avx2, sim::rank_avx2)
    ->ArgsProduct({{16, 100, 1'000, 10'000, 100'000, 1'000'000}})
    ->UseManualTime()
    ->MinTime(0.1)
    ->Unit(benchmark::kMicrosecond);

/// Mixes that look for a cliff.
void hold_of_mix(benchmark::State& state) {
  const auto& [name, delays] = mixes()[static_cast<std::size_t>(state.range(0))];
  compare(state, name, delays, static_cast<std::size_t>(state.range(1)));
  goals::at_least(state, "ratio_std", 1);
}
BENCHMARK(hold_of_mix)
    ->ArgsProduct({{1, 2, 3, 4, 5, 6, 7}, {16, 1'000, 100'000}})
    ->UseManualTime()
    ->MinTime(0.1)
    ->Unit(benchmark::kMicrosecond);

}  // namespace
