// The pending-event set: events leave in the order (time, sender, the sender's own count), whatever order they were scheduled in.
//
// The order is total and does not depend on who inserted first, so it is the same for any number of threads. It is a monotone
// priority queue (time only moves forward), built from three structures that are sorted lazily:
//
//   current bucket  the events up to the horizon, in one sorted array; a burst beyond 32 of them goes to an overflow heap
//   calendar        512 buckets of 256 s (a day and a half), a circular array: nearly all events wait here
//   timing wheels   later events, in the slot named by the first digit (base 256) in which their time differs from now
//
// When a bucket becomes current, its events are sorted if few, otherwise redistributed to one-second buckets; the slot of a wheel
// cascades into the calendar and finer wheels. While only few events are pending, all of them are in the current bucket.
//
//   operation      cost for n pending events, b of them in the bucket that becomes current
//   push           O(1); among the current events a move of at most 16; into the overflow heap O(log b)
//   peek, pop      O(1), plus the amortised sort of a bucket, O(log b) an event, and at most one move a digit (one, nearly always)
//   cancel         O(1) expected, lazy: the key is remembered, and pop() reports that the event had been cancelled
//   memory         32 bytes an event, a partly filled chunk of 512 bytes for each used slot, 16 kB of slots
//
// There is no width to tune and no pattern of delays that makes it slow. Literature: calendar queue (R. Brown, CACM 31(10), 1988);
// hashed and hierarchical timing wheels (Varghese and Lauck, SOSP 1987); slots named by the first differing digit, as in a radix
// heap (Ahuja, Mehlhorn, Orlin and Tarjan, JACM 37(2), 1990); lazy sorting of a bucket, as in the ladder queue (Tang, Goh and
// Thng, ACM TOMACS 15(3), 2005). Slots are chains of chunks from one pool: no allocation per event, and copies are byte copies.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <unordered_set>
#include <utility>
#include <vector>

#include "engine/base/simd.h"
#include "engine/kernel/event.h"

namespace sim {

class EventQueue {
 public:
  bool empty() const { return size() == 0; }

  /// How many are pending, cancelled ones not counted.
  std::size_t size() const { return waiting_ + (current_end_ - next_) + overflow_.size() - cancelled_.size(); }

  void push(const Event& event) {
    const Key key{forward(event.time), tag(event.sender, event.count)};
    const Body body{std::uint64_t{event.payload} << 32 | event.receiver, event.type};
    if (key.time > horizon_) return write(wait(key.time), key, body);
    if (current_end_ - next_ < room && current_end_ + spare < current_.size()) [[likely]]
      return insert(key, body);
    push_overflow(key, body);
  }

  /// The next event, cancelled or not; nullptr when there is none. Valid until the next call that changes the queue.
  const Event* peek() {
    if (next_ == certain_end_) [[unlikely]]
      return peek_overflow();
    return &current_[next_];
  }

  /// Removes the event that peek() returns. False when it had been cancelled: then it must not be handled.
  bool pop() {
    const Event* event = peek();
    const bool live = cancelled_.empty() || cancelled_.erase(tag(event->sender, event->count)) == 0;
    if (next_ == certain_end_) [[unlikely]]
      pop_overflow();
    else ++next_;
    return live;
  }

  /// A prefetch hint: probably the event `ahead` (< 4) places behind the head, possibly a stale one. Never use it for anything but
  /// prefetching.
  const Event& prefetch_candidate(std::size_t ahead) const { return current_[next_ + ahead]; }

  /// Cancels an event that has not left yet; the caller vouches for that, because a key that never surfaces would stay
  /// remembered. False when it was cancelled already.
  bool cancel(const EventId& id) { return cancelled_.insert(tag(id.sender, id.count)).second; }

  /// Visits every pending event in no particular order.
  template <class Visit>
  void for_each(Visit visit) const {
    const auto live = [&](const Event& event) {
      if (cancelled_.empty() || !cancelled_.contains(tag(event.sender, event.count))) visit(event);
    };
    for (std::size_t i = next_; i < current_end_; ++i) live(current_[i]);
    for (const Event& event : overflow_) live(event);
    for (const Slot& slot : slots_) for_each_in(slot, live);
  }

  /// Bytes held, whether in use or waiting for events to come.
  std::size_t memory_bytes() const;

 private:
  // Slots come in groups of 256: the seconds of the current bucket, the calendar (two groups), and wheels for digit 2, 3 ... of the
  // eight digits that make a time.
  static constexpr unsigned digit_bits = 8, groups = 9, seconds_group = 0, calendar_group = 1, wheel_group = 3;
  static constexpr std::size_t slot_count = std::size_t{1} << digit_bits, words = slot_count / 64, chunk_events = 16;
  static constexpr std::size_t calendar_size = 2 * slot_count, calendar_words = 2 * words;
  static constexpr std::uint32_t calendar_groups = 1u << calendar_group | 1u << (calendar_group + 1);
  static constexpr std::size_t worth_sorting = 8;  // events that are worth sorting
  static constexpr std::size_t room = 32;   // current events among which one more is quickly inserted
  static constexpr std::size_t spare = 4;   // places behind the current events, for prefetch_candidate()
  static constexpr std::uint64_t end_of_time = ~std::uint64_t{0}, nothing = end_of_time, sign = std::uint64_t{1} << 63;
  static constexpr std::uint32_t none = ~std::uint32_t{0};

  /// A chain of chunks, all full but the newest. `next` is where in the pool the next event goes; it needs a new chunk when
  /// that is a multiple of the size of one.
  struct Slot {
    std::uint32_t next = 0, size = 0;
  };

  /// An event in registers: the processor can read back at once what one store wrote, in whole or in part, but not what two
  /// stores wrote. So an event is never put together in memory, but written as two halves of 16 bytes.
  struct Key {
    std::uint64_t time, tag;
    bool operator<(const Key& other) const { return number() < other.number(); }
    Uint128 number() const { return Uint128{time} << 64 | tag; }
  };
  using Body = U64x2;

  /// Time as a number without sign, in the same order.
  static std::uint64_t forward(Time time) { return static_cast<std::uint64_t>(seconds(time)) ^ sign; }
  static std::uint64_t tag(EntityId sender, std::uint32_t count) { return std::uint64_t{sender} << 32 | count; }
  static Time time_of(const Key& key) { return Time{Duration{static_cast<std::int64_t>(key.time ^ sign)}}; }

  static void write(Event& place, const Key& key, Body body) {
    auto* half = reinterpret_cast<std::byte*>(&place);
    store_aligned(half, U64x2{key.time ^ sign, key.tag});
    store_aligned(half + sizeof(U64x2), body);
  }

  static std::uint64_t bucket(std::uint64_t time) { return time >> digit_bits; }
  static std::size_t second_of(std::uint64_t time) { return time % slot_count; }
  static std::size_t in_calendar(std::uint64_t time) { return calendar_group * slot_count + bucket(time) % calendar_size; }

  /// Of a time beyond the calendar.
  std::size_t in_wheel(std::uint64_t time) const {
    const auto digit = static_cast<unsigned>(std::bit_width(time ^ now_) - 1) / digit_bits;
    return (wheel_group - 2 + digit) * slot_count + (time >> (digit * digit_bits)) % slot_count;
  }

  /// A place in the slot of a time beyond the horizon.
  Event& wait(std::uint64_t time) {
    const std::uint64_t ahead = bucket(time) - bucket(now_);
    if (ahead - 1 < calendar_size - 1) [[likely]]
      return add(in_calendar(time));
    return add(ahead == 0 ? second_of(time) : in_wheel(time));
  }

  Event& add(std::size_t index) {
    Slot& slot = slots_[index];
    if (slot.next % chunk_events == 0) extend(slot, index);
    ++waiting_;
    ++slot.size;
    return events_[slot.next++];
  }

  /// Gives a slot one more chunk, and marks it as used.
  void extend(Slot& slot, std::size_t index) {
    used_[index / 64] |= std::uint64_t{1} << (index % 64);
    occupied_ |= 1u << (index / slot_count);
    if (free_ == none) grow();
    const std::uint32_t chunk = free_;
    free_ = before_[chunk];
    before_[chunk] = slot.next / chunk_events - 1;
    slot.next = chunk * chunk_events;
  }

  template <class Visit>
  void for_each_in(const Slot& slot, Visit visit) const {
    std::uint32_t chunk = (slot.next - 1) / chunk_events;
    for (std::size_t left = slot.size; left > 0; chunk = before_[chunk]) {
      const std::size_t here = (left - 1) % chunk_events + 1;
      for (std::size_t i = 0; i < here; ++i) visit(events_[chunk * chunk_events + i]);
      left -= here;
    }
  }

  static void prefetch(const Event* chunk) {
    for (std::size_t i = 0; i < chunk_events; i += 2) __builtin_prefetch(chunk + i);
  }

  /// Visits the events of a slot, newest first, and gives its chunks back. What was visited stands until the next push.
  template <class Visit>
  void drain(const Slot& slot, Visit visit) {
    std::uint32_t place = slot.next, left = slot.size;
    while (left > 0) {
      const std::uint32_t chunk = (place - 1) / chunk_events, first = chunk * chunk_events;
      left -= place - first;
      if (left > 0) prefetch(&events_[before_[chunk] * chunk_events]);
      while (place > first) visit(events_[--place]);
      place = (release(chunk) + 1) * chunk_events;
    }
  }

  /// Gives a chunk back to the pool; the next older one of its slot.
  std::uint32_t release(std::uint32_t chunk) { return std::exchange(before_[chunk], std::exchange(free_, chunk)); }

  const Event* peek_overflow();
  void pop_overflow();
  bool advance();
  void advance_all();
  bool advance_slot();
  void sort_few(Slot slot, unsigned group, std::uint64_t end);
  void sort_many(const Slot& slot);
  std::size_t first_used(unsigned group) const;
  std::uint64_t first_of_calendar() const;
  std::uint64_t first_of_wheels() const;
  std::uint64_t begin_of(unsigned group, std::size_t index) const;
  Slot take(std::size_t index);
  Slot take_bucket(std::uint64_t number);
  Slot remove(std::size_t index);
  void cascade(const Slot& slot);
  void cascade_bucket(const Slot& slot);
  void grow();
  void push_overflow(Key key, Body body);
  void insert(Key key, Body body);
  void spill_to_wheels();
  void make_room();
  void reserve_current(std::size_t size);
  bool overflow_first() const { return !overflow_.empty() && (next_ == current_end_ || overflow_.front().key() < current_[next_].key()); }

  // Hot members first.
  std::uint64_t now_ = 0;                // origin of the slots, which hold what is beyond the horizon
  std::uint64_t horizon_ = end_of_time;  // the last second of the current bucket; the end of time while events are few
  std::size_t next_ = 0;                 // current_[next_] to current_[current_end_ - 1] are the events up to the horizon, in order
  std::size_t certain_end_ = 0;             // `current_end_`; or `next_` when an event of the overflow heap may come before
  std::size_t current_end_ = 0;
  std::vector<Event> current_ = std::vector<Event>(2 * room + spare);
  std::vector<Event> events_;            // the pool of chunks
  std::vector<std::uint32_t> before_;    // [chunk] the next older one of its slot, or the next free one
  std::uint32_t free_ = none;            // first of the free chunks, chained by before_
  std::uint32_t occupied_ = 0;            // one bit a group of slots that is not empty
  std::size_t waiting_ = 0;              // events in slots, cancelled ones counted
  std::vector<Event> overflow_;              // a heap of events up to the horizon that came when many were current
  std::unordered_set<std::uint64_t> cancelled_;  // (sender, count); almost always empty
  std::array<std::uint64_t, groups * words> used_{};  // one bit a slot
  std::array<Slot, groups * slot_count> slots_{};
};

}  // namespace sim
