// The pending-event set: events leave in the order (time, sender, the sender's own count), whatever the order they came in.
//
// The order is total and does not depend on who inserted first, so it means the same for any number of threads. Time only runs
// forward, so events wait in wheels of slots that are sorted lazily: an event lies in the slot that its time names at the first
// digit (base 256) in which it differs from now. When the time of a slot has come, its events are put in order if they are few
// or of one second, and spread over the slots of the next finer wheel if not. So any mix of delays costs at most one move a
// digit and one sort among few or simultaneous events: there is nothing to tune and no pattern that makes it slow.
//
// Slots are chains of chunks from one pool: no allocation per event once it has grown, and copies are byte copies. Cancelling
// is lazy and O(1): the key is remembered, and pop() says of the event that it had been cancelled.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <unordered_set>
#include <vector>

#include "engine/time.h"
#include "engine/wide.h"

namespace sim {

using EntityId = std::uint32_t;

/// A plain value of 32 bytes. `what` names a handler of the receiver, or a message when `payload` holds one.
struct Event {
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
  std::size_t size() const { return size_ - cancelled_.size(); }  // pending, cancelled ones not counted

  void push(const Event& event) {
    ++size_;
    const std::uint64_t time = forward(event.time);
    if (time <= horizon_) return push_due(event);
    put(event, time);
  }

  /// The next event, cancelled or not; nullptr when there is none. Valid until the next call that changes the queue.
  const Event* peek() {
    if (late_.empty()) [[likely]] {
      if (next_ == due_end_ && !turn()) return nullptr;
      return &due_[next_];
    }
    return late_first() ? &late_.front() : &due_[next_];
  }

  /// Removes the event that peek() returns. False when it had been cancelled: then it must not be handled.
  bool pop() {
    const Event* event = peek();
    const bool live = cancelled_.empty() || cancelled_.erase(tag(event->sender, event->count)) == 0;
    --size_;
    if (late_first()) [[unlikely]]
      pop_late();
    else
      ++next_;
    return live;
  }

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
    for (const Wheel& wheel : wheels_)
      for (const Slot& slot : wheel.slots) for_each_in(slot, live);
  }

  /// Bytes held, whether in use or waiting for events to come.
  std::size_t memory_bytes() const;

 private:
  static constexpr unsigned digit_bits = 8, wheel_count = 8;  // eight digits of eight bits make a time
  static constexpr std::size_t slot_count = std::size_t{1} << digit_bits, chunk_events = 8;
  static constexpr std::size_t few = 32;  // events of different seconds that are quicker sorted than spread

  struct alignas(64) Chunk { Event events[chunk_events]; };

  /// All chunks of a slot are full but the newest, which `chunk` names.
  struct Slot { std::uint32_t chunk = 0, size = 0; };

  struct Wheel {
    std::array<std::uint64_t, slot_count / 64> used{};  // one bit a slot
    std::array<Slot, slot_count> slots{};
  };

  /// Time as a number without sign, in the same order.
  static std::uint64_t forward(Time time) { return static_cast<std::uint64_t>(seconds(time)) ^ std::uint64_t{1} << 63; }
  static std::uint64_t tag(EntityId sender, std::uint32_t count) { return std::uint64_t{sender} << 32 | count; }

  void put(const Event& event, std::uint64_t time) {
    const auto number = static_cast<unsigned>(std::bit_width((time ^ now_) | 1) - 1) / digit_bits;
    const std::size_t digit = time >> (number * digit_bits) & (slot_count - 1);
    Wheel& wheel = wheels_[number];
    Slot& slot = wheel.slots[digit];
    wheel.used[digit / 64] |= std::uint64_t{1} << (digit % 64);
    turning_ |= 1u << number;
    if (slot.size % chunk_events == 0) slot.chunk = new_chunk(slot.chunk);
    chunks_[slot.chunk].events[slot.size++ % chunk_events] = event;
  }

  std::uint32_t new_chunk(std::uint32_t before) {
    if (free_ == none) grow();
    const std::uint32_t chunk = free_;
    free_ = before_[chunk];
    before_[chunk] = before;
    return chunk;
  }

  template <class Visit>
  void for_each_in(const Slot& slot, Visit visit) const {
    std::uint32_t chunk = slot.chunk;
    for (std::size_t left = slot.size; left > 0; chunk = before_[chunk]) {
      const std::size_t here = (left - 1) % chunk_events + 1;
      for (std::size_t i = 0; i < here; ++i) visit(chunks_[chunk].events[i]);
      left -= here;
    }
  }

  bool turn();
  Slot take_first(unsigned number);
  void make_due(const Slot& slot);
  bool sort_few(const Slot& slot);
  void spread(const Slot& slot);
  std::uint32_t release(std::uint32_t chunk);
  void grow();
  void push_due(const Event& event);
  void make_room();
  void pop_late();
  bool late_first() const { return !late_.empty() && (next_ == due_end_ || late_.front().key() < due_[next_].key()); }

  static constexpr std::uint32_t none = ~std::uint32_t{0};

  std::uint64_t now_ = 0;        // wheels hold the events that are later than `horizon_`, by the digits that differ from `now_`
  std::uint64_t horizon_ = 0;    // `now_`, or the last second that shares all digits but the lowest with it
  std::vector<Event> due_;       // events up to the horizon: [next_] to [due_end_ - 1], in order
  std::size_t next_ = 0, due_end_ = 0;
  std::size_t size_ = 0;         // cancelled ones counted
  std::uint32_t turning_ = 0;    // one bit a wheel that is not empty
  std::uint32_t free_ = none;    // first of the free chunks, chained by before_
  std::vector<Chunk> chunks_;
  std::vector<std::uint32_t> before_;  // [chunk] the next older one of its slot, or the next free one
  std::vector<Event> late_;      // a heap of events up to the horizon that came when many were due
  std::array<Wheel, wheel_count> wheels_{};
  std::unordered_set<std::uint64_t> cancelled_;  // (sender, count); almost always empty
};

}  // namespace sim
