#include "engine/kernel/event_queue.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <limits>
#include <map>
#include <queue>
#include <set>
#include <tuple>
#include <vector>

#include "engine/kernel/rank.h"
#include "engine/random/random.h"
#include "tests/catch.h"

using sim::Event;
using sim::EventQueue;
using namespace std::chrono_literals;

namespace {

using Key = std::tuple<std::int64_t, std::uint32_t, std::uint32_t>;  // time, sender, count

Key key_of(const Event& event) { return {sim::seconds(event.time), event.sender, event.count}; }
sim::EventId id_of(const Key& key) { return {sim::Time{sim::Duration{std::get<0>(key)}}, std::get<1>(key), std::get<2>(key)}; }

Event event_at(std::int64_t time, sim::EntityId sender = 0, std::uint32_t count = 0) {
  Event event;
  event.time = sim::Time{sim::Duration{time}};
  event.sender = sender;
  event.count = count;
  return event;
}

/// The queue beside a std::set that holds what is pending; both must give the same at every step.
class Twin {
 public:
  void push(std::int64_t time, sim::EntityId sender) {
    Event event = event_at(time, sender, counts_[sender]++);
    event.receiver = sender * 7 + event.count;  // rides along
    event.payload = event.count ^ 0x5555;
    event.type = static_cast<std::uint16_t>(sender);
    queue.push(event);
    pending.insert(key_of(event));
  }

  /// Pops until an event comes that was not cancelled; its time.
  std::int64_t pop() {
    bool live = false;
    Event event;
    while (!live) {
      if (!queue.peek()) FAIL("lost an event");
      event = *queue.peek();
      live = queue.pop();
    }
    if (key_of(event) != *pending.begin()) FAIL("left out of order");
    if (event.receiver != event.sender * 7 + event.count || event.payload != (event.count ^ 0x5555) ||
        event.type != static_cast<std::uint16_t>(event.sender))
      FAIL("another event's body");
    pending.erase(pending.begin());
    return sim::seconds(event.time);
  }

  void cancel(const Key& key) {
    if (!queue.cancel(id_of(key))) FAIL("a pending event could not be cancelled");
    if (queue.cancel(id_of(key))) FAIL("cancelled twice");
    pending.erase(key);
  }

  void check_size() const {
    if (queue.size() != pending.size() || queue.empty() != pending.empty()) FAIL("wrong size");
  }

  EventQueue queue;
  std::set<Key> pending;

 private:
  std::map<sim::EntityId, std::uint32_t> counts_;
};

/// Pushes `size` events, then pops and pushes `steps` times with delays from `delay`, then drains.
void hold(std::size_t size, std::size_t steps, const std::function<std::int64_t(std::size_t)>& delay) {
  Twin twin;
  for (std::size_t i = 0; i < size; ++i) twin.push(delay(i), static_cast<sim::EntityId>(i % 17));
  for (std::size_t i = 0; i < steps; ++i) {
    const std::int64_t now = twin.pop();
    twin.push(now + delay(size + i), static_cast<sim::EntityId>(i % 17));
    twin.check_size();
  }
  while (!twin.pending.empty()) twin.pop();
  twin.check_size();
}

}  // namespace

TEST_CASE("events leave by time, then by sender, then by the sender's own count") {
  std::vector<Event> events;
  for (const std::int64_t time : {-5, 0, 3})
    for (const sim::EntityId sender : {0u, 1u, 0xffffffffu})
      for (const std::uint32_t count : {0u, 1u, 0xfffffffeu}) events.push_back(event_at(time, sender, count));
  sim::Random random(1, 2, 3, 4);
  for (int round = 0; round < 50; ++round) {
    auto shuffled = events;
    for (std::size_t i = shuffled.size(); i > 1; --i) std::swap(shuffled[i - 1], shuffled[random.below(i)]);
    EventQueue queue;
    for (const Event& event : shuffled) queue.push(event);
    for (const Event& event : events) {
      CHECK(key_of(*queue.peek()) == key_of(event));
      CHECK(queue.pop());
    }
    CHECK(queue.peek() == nullptr);
    CHECK(queue.empty());
  }
}

TEST_CASE("random pushes, pops and cancels agree with a sorted set") {
  sim::Random random(5, 6, 7, 8);
  for (const std::size_t size : {1u, 2u, 3u, 5u, 17u, 1'000u, 100'000u}) {
    Twin twin;
    std::int64_t now = -1'000'000;  // before 1970
    const std::size_t steps = std::max<std::size_t>(3 * size, 5'000);
    for (std::size_t i = 0; i < steps; ++i) {
      const std::uint64_t dice = random.below(10);
      if (twin.pending.size() < size && dice < 7) {
        twin.push(now + static_cast<std::int64_t>(random.below(random.bernoulli(0.1) ? 1'000'000 : 50)),
                  static_cast<sim::EntityId>(random.below(100)));
      } else if (!twin.pending.empty() && dice == 9) {
        const auto near = twin.pending.lower_bound({now + static_cast<std::int64_t>(random.below(1'000)), 0, 0});
        twin.cancel(near == twin.pending.end() ? *twin.pending.rbegin() : *near);
      } else if (!twin.pending.empty()) {
        now = twin.pop();
      }
      twin.check_size();
    }
    while (!twin.pending.empty()) twin.pop();
    CHECK(twin.queue.size() == 0);
  }
}

TEST_CASE("no pattern of delays puts events out of order") {
  sim::Random random(9, 9, 9, 9);
  const auto two_scales = [&](std::size_t i) { return static_cast<std::int64_t>(1 + random.below(10)) * (i % 2 ? 1'000'000 : 1); };
  for (const std::size_t size : {1u, 4u, 5u, 100u, 20'000u}) {
    hold(size, 20'000, [](std::size_t) { return 60; });                                           // all equal
    hold(size, 20'000, [](std::size_t) { return 0; });                                            // all at once
    hold(size, 20'000, two_scales);                                                               // 10^6 apart
    hold(size, 20'000, [](std::size_t i) { return static_cast<std::int64_t>(i); });               // sorted
    hold(size, 20'000, [](std::size_t i) { return static_cast<std::int64_t>(1'000'000 - i); });   // reversed
    hold(size, 20'000, [](std::size_t i) { return static_cast<std::int64_t>(3'600 * (1 + i % 3)); });  // bursts
  }
}

TEST_CASE("events of one second that differ in sender or count only come out in order, few or many, also from large senders") {
  sim::Random random(6, 2, 8, 3);
  for (const std::size_t size : {40u, 64u, 65u, 1'000u}) {
    for (const std::uint64_t senders : {std::uint64_t{1}, std::uint64_t{7}, std::uint64_t{1} << 32}) {
      Twin twin;
      for (std::size_t i = 0; i < size; ++i) twin.push(5'000, static_cast<sim::EntityId>(~random.below(senders)));
      for (std::size_t i = 0; i < size; ++i)
        twin.push(5'000 + static_cast<std::int64_t>(random.below(3)), static_cast<sim::EntityId>(~random.below(senders)));
      while (!twin.pending.empty()) twin.pop();
      CHECK(twin.queue.empty());
    }
  }
}

TEST_CASE("portable and vectorised ranks give the same order of events") {
  struct Restore {
    sim::Rank before = sim::rank;
    ~Restore() { sim::rank = before; }
  } restore;
  const auto order = [](sim::Rank rank) {
    sim::rank = rank;
    sim::Random random(3, 1, 4, 1);
    EventQueue queue;
    std::uint32_t count = 0;
    for (; count < 3'000; ++count) queue.push(event_at(static_cast<std::int64_t>(random.below(40'000)), count % 31, count));
    std::vector<Key> left;
    while (const Event* next = queue.peek()) {
      left.push_back(key_of(*next));
      queue.pop();
      if (left.size() < 50'000)
        queue.push(event_at(std::get<0>(left.back()) + static_cast<std::int64_t>(random.below(40'000)), count % 31, count)), ++count;
    }
    return left;
  };
  const auto portable = order(sim::rank_portable);
  CHECK(std::is_sorted(portable.begin(), portable.end()));
  CHECK(portable.size() > 50'000);
  if (sim::has_avx2()) CHECK(order(sim::rank_avx2) == portable);
}

TEST_CASE("between few events and many the queue goes back and forth without losing the order") {
  Twin twin;
  sim::Random random(2, 2, 2, 2);
  std::int64_t now = 0;
  for (const std::size_t size : {10u, 40u, 3u, 500u, 16u, 17u, 33u, 1u, 32u, 2'000u, 5u}) {
    for (int i = 0; i < 500; ++i) {
      while (twin.pending.size() < size)
        twin.push(now + static_cast<std::int64_t>(random.below(random.bernoulli(0.2) ? 3'000'000 : 900)), 1);
      while (twin.pending.size() >= size) now = twin.pop();
    }
    twin.check_size();
  }
  while (!twin.pending.empty()) twin.pop();
  CHECK(twin.queue.empty());
}

TEST_CASE("delays of any scale, many or none of 0 s, and events for a time already left come out in order") {
  sim::Random random(2, 7, 1, 8);
  for (int round = 0; round < 60; ++round) {
    Twin twin;
    const std::size_t size = 1 + random.below(round % 10 == 0 ? 5'000 : 100);
    const std::uint64_t scale = 1 + random.below(std::uint64_t{1} << random.below(40));
    const double at_once = random.uniform() * random.uniform();
    std::int64_t now = static_cast<std::int64_t>(random.below(4'000'000'000)) - 2'000'000'000;
    for (int i = 0; i < 5'000; ++i) {
      if (twin.pending.size() < size && random.bernoulli(0.7)) {
        const auto delay = random.bernoulli(at_once) ? 0 : static_cast<std::int64_t>(random.below(scale));
        twin.push(random.bernoulli(0.01) ? now - 5 : now + delay, static_cast<sim::EntityId>(random.below(60)));
      } else if (!twin.pending.empty()) {
        now = twin.pop();
      }
    }
    Twin copy = twin;
    while (!twin.pending.empty()) twin.pop();
    while (!copy.pending.empty()) copy.pop();
    CHECK(copy.queue.empty());
  }
}

TEST_CASE("once it has its size the queue takes no more memory") {
  EventQueue queue;
  sim::Random random(3, 3, 3, 3);
  std::uint32_t count = 0;
  const auto push = [&](std::int64_t now) { queue.push(event_at(now + static_cast<std::int64_t>(random.below(20'000)), 1, count++)); };
  const auto holds = [&](int n) {
    for (int i = 0; i < n; ++i) {
      const std::int64_t now = sim::seconds(queue.peek()->time);
      queue.pop();
      push(now);
    }
  };
  for (int i = 0; i < 1'000; ++i) push(0);
  holds(100'000);
  const std::size_t bytes = queue.memory_bytes();
  holds(500'000);
  CHECK(queue.memory_bytes() == bytes);
  CHECK(bytes < 1'000 * 512);
}

TEST_CASE("no pattern of delays makes the queue much slower than a heap", "[.][long]") {  // it measures time: run it alone
  struct Later {
    bool operator()(const Event& a, const Event& b) const { return a.key() > b.key(); }
  };
  const auto seconds = [](auto&& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  };
  sim::Random random(4, 4, 4, 4);
  const std::vector<std::function<std::int64_t(std::uint32_t)>> patterns{
      [](std::uint32_t) { return 0; },
      [](std::uint32_t) { return 60; },
      [&](std::uint32_t i) { return static_cast<std::int64_t>(1 + random.below(10)) * (i % 2 ? 1'000'000 : 1); },
      [](std::uint32_t i) { return static_cast<std::int64_t>(i); },
      [](std::uint32_t i) { return static_cast<std::int64_t>(1'000'000 - i); },
      [](std::uint32_t i) { return i % 2 ? 255 : 1; },
      [&](std::uint32_t) { return static_cast<std::int64_t>(1'000'000'000'000 + random.below(100)); },
      [&](std::uint32_t) { return static_cast<std::int64_t>(random.below(1'600'000'000)); }};
  for (std::size_t pattern = 0; pattern < patterns.size(); ++pattern) {
    std::vector<std::int64_t> delays;
    for (std::uint32_t i = 0; i < 120'000; ++i) delays.push_back(patterns[pattern](i));
    double ours = 1e9, heap = 1e9;
    for (int attempt = 0; attempt < 3; ++attempt) {
      EventQueue queue;
      ours = std::min(ours, seconds([&] {
                        for (std::uint32_t i = 0; i < 120'000; ++i) {
                          std::int64_t now = 0;
                          if (i >= 20'000) now = sim::seconds(queue.peek()->time), queue.pop();
                          queue.push(event_at(now + delays[i], i % 17, i));
                        }
                      }));
      std::priority_queue<Event, std::vector<Event>, Later> plain;
      heap = std::min(heap, seconds([&] {
                        for (std::uint32_t i = 0; i < 120'000; ++i) {
                          std::int64_t now = 0;
                          if (i >= 20'000) now = sim::seconds(plain.top().time), plain.pop();
                          plain.push(event_at(now + delays[i], i % 17, i));
                        }
                      }));
    }
    INFO("pattern " << pattern << ": " << ours << " s, a heap " << heap << " s");
    CHECK(ours < 4 * heap);
  }
}

TEST_CASE("delays at the edges of buckets, of the calendar and of wheels leave in order") {
  std::vector<std::int64_t> delays;
  for (const std::int64_t buckets : {0, 1, 2, 255, 256, 257, 510, 511, 512, 513, 767, 768, 65'535, 65'536, 65'537, 16'777'216})
    for (const std::int64_t second : {-1, 0, 1, 128, 255})
      if (buckets * 256 + second >= 0) delays.push_back(buckets * 256 + second);
  sim::Random random(6, 6, 6, 6);
  const auto any = [&](std::size_t) { return delays[random.below(delays.size())]; };
  const auto short_mostly = [&](std::size_t) { return delays[random.below(random.below(8) == 0 ? delays.size() : 12)]; };
  for (const std::size_t size : {17, 40, 300, 5'000}) {
    hold(size, 30'000, any);
    hold(size, 30'000, short_mostly);
  }
}

TEST_CASE("many events in the last buckets of time are ordered") {
  Twin twin;
  const std::int64_t last = std::numeric_limits<std::int64_t>::max() - 1;
  sim::Random random(7, 7, 7, 7);
  for (std::uint32_t i = 0; i < 2'000; ++i) twin.push(last - static_cast<std::int64_t>(random.below(i % 2 ? 300 : 300'000)), i % 13);
  while (!twin.pending.empty()) twin.pop();
  twin.check_size();
}

TEST_CASE("the whole range of time is ordered, before 1970 too") {
  EventQueue queue;
  const std::int64_t last = std::numeric_limits<std::int64_t>::max() - 1, first = std::numeric_limits<std::int64_t>::min();
  for (const std::int64_t time : {last, std::int64_t{0}, first, std::int64_t{-1}, std::int64_t{1}}) queue.push(event_at(time));
  for (const std::int64_t time : {first, std::int64_t{-1}, std::int64_t{0}, std::int64_t{1}, last}) {
    CHECK(sim::seconds(queue.peek()->time) == time);
    queue.pop();
  }
}

TEST_CASE("a cancelled event still comes up, and pop says that it must not be handled") {
  EventQueue queue;
  queue.push(event_at(1, 0, 0));
  queue.push(event_at(2, 0, 1));
  CHECK(queue.cancel({sim::Time{1s}, 0, 0}));
  CHECK(queue.size() == 1);
  std::size_t visited = 0;
  queue.for_each([&](const Event& event) { visited += event.count == 1 ? 1 : 100; });
  CHECK(visited == 1);
  CHECK_FALSE(queue.pop());
  CHECK(queue.pop());
  CHECK(queue.empty());
}

TEST_CASE("a copy of a queue with cancelled events gives the same events") {
  Twin twin;
  sim::Random random(1, 1, 1, 1);
  for (int i = 0; i < 1'000; ++i) twin.push(static_cast<std::int64_t>(random.below(300)), static_cast<sim::EntityId>(random.below(9)));
  for (int i = 0; i < 200; ++i)
    twin.cancel(*std::next(twin.pending.begin(), static_cast<std::ptrdiff_t>(random.below(twin.pending.size()))));
  Twin copy = twin;
  while (!twin.pending.empty()) twin.pop();
  CHECK(copy.queue.size() == 800);
  while (!copy.pending.empty()) copy.pop();
  CHECK(copy.queue.empty());
}
