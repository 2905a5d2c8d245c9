// The pending-event set: events leave in the order (time, sender, the sender's own count), whatever the order they came in.
//
// The order is total and does not depend on who inserted first, so it means the same for any number of threads. Time only runs
// forward, so events wait in slots that are sorted lazily: those of the next day and a half in a ring of stretches of 256 s, where
// nearly all of them are found again; later ones in the slot of a wheel that their time names at the first digit (base 256) in
// which it differs from now. When the time of a slot has come, its events become due: few are put in order, many of a stretch are
// spread over its seconds, those of a wheel over the ring and finer wheels, and those of one second are sorted. So any mix of
// delays costs at most one move a digit and one sort among few or simultaneous events: there is nothing to tune and no pattern
// that makes it slow. While there are only few events, all of them are due and nothing turns.
//
// Slots are chains of chunks from one pool: no allocation per event once it has grown, and copies are byte copies. Cancelling
// is lazy and O(1): the key is remembered, and pop() says of the event that it had been cancelled.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <unordered_set>
#include <utility>
#include <vector>

#include "engine/base/simd.h"
#include "engine/base/time.h"
#include "engine/base/wide.h"

namespace sim {

using EntityId = std::uint32_t;

/// A plain value of 32 bytes. `what` names a handler of the receiver, or a message when `payload` holds one.
struct alignas(32) Event {
  Time time;
  std::uint32_t count = 0;  // how many events the sender had scheduled before
  EntityId sender = 0;      // after the count, so that both are one 64-bit load on the machines we know
  EntityId receiver = 0;
  std::uint32_t payload = 0;  // slot in the payload pool; 0: none
  std::uint16_t what = 0;
  std::uint16_t spare[3] = {};  // no gap at the end: whole 16-byte moves, after which the key can be read at once

  /// The order of events as one integer.
  Int128 key() const {
    const auto low = static_cast<std::uint64_t>(sender) << 32 | count;
    return static_cast<Int128>(static_cast<Uint128>(static_cast<Int128>(seconds(time))) << 64 | low);
  }
};
static_assert(sizeof(Event) == 32);

/// What `after` returns; enough to find the event again.
struct Ticket {
  Time time = never;
  EntityId sender = 0;
  std::uint32_t count = 0;
};

class EventQueue {
 public:
  bool empty() const { return size() == 0; }

  /// How many are pending, cancelled ones not counted.
  std::size_t size() const { return waiting_ + (due_end_ - next_) + late_.size() - cancelled_.size(); }

  void push(const Event& event) {
    const Key key{forward(event.time), tag(event.sender, event.count)};
    const Body body{std::uint64_t{event.payload} << 32 | event.receiver, event.what};
    if (key.time > horizon_) return write(wait(key.time), key, body);
    if (due_end_ - next_ < room && due_end_ + spare < due_.size()) [[likely]] return insert(key, body);
    push_crowded(key, body);
  }

  /// The next event, cancelled or not; nullptr when there is none. Valid until the next call that changes the queue.
  const Event* peek() {
    if (next_ == sure_end_) [[unlikely]] return peek_late();
    return &due_[next_];
  }

  /// Removes the event that peek() returns. False when it had been cancelled: then it must not be handled.
  bool pop() {
    const Event* event = peek();
    const bool live = cancelled_.empty() || cancelled_.erase(tag(event->sender, event->count)) == 0;
    if (next_ == sure_end_) [[unlikely]]
      pop_late();
    else
      ++next_;
    return live;
  }

  /// Likely one of the events behind the next (`ahead` < 4), so that what it will touch can be fetched before it is its turn. When
  /// that is not known yet, one that left before: no branch tells them apart.
  const Event& soon(std::size_t ahead) const { return due_[next_ + ahead]; }

  /// Cancels an event that has not left yet; the caller vouches for that, because a key that never surfaces would stay
  /// remembered. False when it was cancelled already.
  bool cancel(const Ticket& ticket) { return cancelled_.insert(tag(ticket.sender, ticket.count)).second; }

  /// Visits every pending event in no particular order.
  template <class Visit>
  void for_each(Visit visit) const {
    const auto live = [&](const Event& event) {
      if (cancelled_.empty() || !cancelled_.contains(tag(event.sender, event.count))) visit(event);
    };
    for (std::size_t i = next_; i < due_end_; ++i) live(due_[i]);
    for (const Event& event : late_) live(event);
    for (const Slot& slot : slots_) for_each_in(slot, live);
  }

  /// Bytes held, whether in use or waiting for events to come.
  std::size_t memory_bytes() const;

 private:
  // Slots stand in groups of 256: the seconds of this stretch, the ring of stretches (two groups), and wheels for digit 2, 3 ...
  // of the eight digits that make a time.
  static constexpr unsigned digit_bits = 8, groups = 9, seconds_group = 0, ring_group = 1, wheel_group = 3;
  static constexpr std::size_t slot_count = std::size_t{1} << digit_bits, words = slot_count / 64, chunk_events = 16;
  static constexpr std::size_t ring_size = 2 * slot_count, ring_words = 2 * words;
  static constexpr std::uint32_t ring_groups = 1u << ring_group | 1u << (ring_group + 1);
  static constexpr std::size_t enough = 8;  // events that are worth a turn
  static constexpr std::size_t room = 32;   // events due among which one more is quickly put in its place
  static constexpr std::size_t spare = 4;   // places behind those due, for soon()
  static constexpr std::uint64_t end_of_time = ~std::uint64_t{0}, nothing = end_of_time, sign = std::uint64_t{1} << 63;
  static constexpr std::uint32_t none = ~std::uint32_t{0};

  /// A chain of chunks, all full but the newest. `next` is where in the pool the next event goes; it needs a new chunk when
  /// that is a multiple of the size of one.
  struct Slot { std::uint32_t next = 0, size = 0; };

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

  static std::uint64_t stretch(std::uint64_t time) { return time >> digit_bits; }
  static std::size_t second_of(std::uint64_t time) { return time % slot_count; }
  static std::size_t in_ring(std::uint64_t time) { return ring_group * slot_count + stretch(time) % ring_size; }

  /// Of a time beyond the ring.
  std::size_t in_wheel(std::uint64_t time) const {
    const auto digit = static_cast<unsigned>(std::bit_width(time ^ now_) - 1) / digit_bits;
    return (wheel_group - 2 + digit) * slot_count + (time >> (digit * digit_bits)) % slot_count;
  }

  /// A place in the slot of a time beyond the horizon.
  Event& wait(std::uint64_t time) {
    const std::uint64_t ahead = stretch(time) - stretch(now_);
    if (ahead - 1 < ring_size - 1) [[likely]] return add(in_ring(time));
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
    turning_ |= 1u << (index / slot_count);
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

  const Event* peek_late();
  void pop_late();
  bool turn();
  void turn_all();
  bool turn_slot();
  void turn_few(Slot slot, unsigned group, std::uint64_t end);
  void turn_many(const Slot& slot);
  std::size_t first_used(unsigned group) const;
  std::uint64_t first_of_ring() const;
  std::uint64_t first_of_wheels() const;
  std::uint64_t begin_of(unsigned group, std::size_t index) const;
  Slot take(std::size_t index);
  Slot take_stretch(std::uint64_t number);
  Slot remove(std::size_t index);
  void spread(const Slot& slot);
  void spread_stretch(const Slot& slot);
  void grow();
  void push_crowded(Key key, Body body);
  void insert(Key key, Body body);
  void narrow();
  void make_room();
  void reserve_due(std::size_t size);
  bool late_first() const { return !late_.empty() && (next_ == due_end_ || late_.front().key() < due_[next_].key()); }

  // What every push and pop needs stands first.
  std::uint64_t now_ = 0;                // where slots begin to count: they hold what is beyond the horizon
  std::uint64_t horizon_ = end_of_time;  // the last second of the slots that are due; the end of time while events are few
  std::size_t next_ = 0;                 // due_[next_] to due_[due_end_ - 1] are the events up to the horizon, in order
  std::size_t sure_end_ = 0;             // `due_end_`; or `next_` when a late event may come before
  std::size_t due_end_ = 0;
  std::vector<Event> due_ = std::vector<Event>(2 * room + spare);
  std::vector<Event> events_;            // the pool of chunks
  std::vector<std::uint32_t> before_;    // [chunk] the next older one of its slot, or the next free one
  std::uint32_t free_ = none;            // first of the free chunks, chained by before_
  std::uint32_t turning_ = 0;            // one bit a group of slots that is not empty
  std::size_t waiting_ = 0;              // events in slots, cancelled ones counted
  std::vector<Event> late_;              // a heap of events up to the horizon that came when many were due
  std::unordered_set<std::uint64_t> cancelled_;  // (sender, count); almost always empty
  std::array<std::uint64_t, groups * words> used_{};  // one bit a slot
  std::array<Slot, groups * slot_count> slots_{};
};

}  // namespace sim
