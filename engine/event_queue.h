// The pending-event set: events leave in the order (time, sender, the sender's own count), whatever the order they came in.
//
// The order is total and does not depend on who inserted first, so it means the same for any number of threads. A 4-ary
// heap of plain values: no allocation per event once it has grown, copies are byte copies. A handled event mostly schedules
// another, so the slot of a popped one waits for the next push and the heap is put in order once, not twice. Cancelling is lazy and O(1): the
// key is remembered, and pop() says of the event that it had been cancelled.
#pragma once

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
  std::size_t size() const { return size_ - (hole_ ? 1 : 0) - cancelled_.size(); }  // pending, cancelled ones not counted

  void push(const Event& event);

  /// The next event, cancelled or not; nullptr when there is none. Valid until the next call that changes the queue.
  const Event* peek() {
    if (hole_) close_hole();
    return size_ == 0 ? nullptr : &groups_[0][top];
  }

  /// Removes the event that peek() returns. False when it had been cancelled: then it must not be handled.
  bool pop() {
    if (hole_) close_hole();
    hole_ = true;
    return cancelled_.empty() || cancelled_.erase(tag(groups_[0][top].sender, groups_[0][top].count)) == 0;
  }

  /// Cancels an event that has not left yet; the caller vouches for that, because a key that never surfaces would stay
  /// remembered. False when it was cancelled already.
  bool cancel(const Ticket& ticket) { return cancelled_.insert(tag(ticket.sender, ticket.count)).second; }

  /// Visits every pending event in no particular order.
  template <class Visit>
  void for_each(Visit visit) const {
    for (std::size_t i = top + (hole_ ? 1 : 0); i < top + size_; ++i) {
      const Event& event = groups_[i / 4][i % 4];
      if (cancelled_.empty() || !cancelled_.contains(tag(event.sender, event.count))) visit(event);
    }
  }

 private:
  /// Four siblings, on two cache lines of their own. Slots without an event hold one that is later than any.
  struct alignas(128) Group {
    Event events[4];
    Event& operator[](std::size_t i) { return events[i]; }
    const Event& operator[](std::size_t i) const { return events[i]; }
  };
  static constexpr std::size_t top = 3;  // slot of the first event; the three before it stay free, so that siblings share a group

  static std::uint64_t tag(EntityId sender, std::uint32_t count) { return std::uint64_t{sender} << 32 | count; }
  static std::size_t smallest(const Group& group);
  void close_hole();
  void rise(std::size_t slot, const Event& event);
  void sink(const Event& event);

  std::vector<Group> groups_;
  std::size_t size_ = 0;  // slots in use, the hole included
  bool hole_ = false;     // the first slot was popped and waits for the next push, which mostly follows at once
  std::unordered_set<std::uint64_t> cancelled_;  // (sender, count); almost always empty
};

}  // namespace sim
