// The pending-event set: events leave in the order (time, sender, the sender's own count), whatever the order they came in.
//
// The order is total and does not depend on who inserted first, so it means the same for any number of threads. A 4-ary
// heap of plain values: no allocation per event once it has grown, copies are byte copies. Cancelling is lazy and O(1): the
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
  EntityId sender = 0;
  std::uint32_t count = 0;  // how many events the sender had scheduled before
  EntityId receiver = 0;
  std::uint32_t payload = 0;  // slot in the payload pool; 0: none
  std::uint16_t what = 0;

  /// The order of events as one integer; biased so that times before 1970 sort first.
  Uint128 key() const {
    const auto biased = static_cast<std::uint64_t>(seconds(time)) ^ (std::uint64_t{1} << 63);
    return static_cast<Uint128>(biased) << 64 | static_cast<std::uint64_t>(sender) << 32 | count;
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
  std::size_t size() const { return heap_.size() - cancelled_.size(); }  // pending, cancelled ones not counted
  void reserve(std::size_t events) { heap_.reserve(events); }

  void push(const Event& event);

  /// The next event, cancelled or not; nullptr when there is none. Valid until the next call that changes the queue.
  const Event* peek() const { return heap_.empty() ? nullptr : heap_.data(); }

  /// Removes the event that peek() returns. False when it had been cancelled: then it must not be handled.
  bool pop();

  /// Cancels an event that has not left yet; the caller vouches for that, because a key that never surfaces would stay
  /// remembered. False when it was cancelled already.
  bool cancel(const Ticket& ticket) { return cancelled_.insert(tag(ticket.sender, ticket.count)).second; }

  /// Visits every pending event in no particular order.
  template <class Visit>
  void for_each(Visit visit) const {
    for (const Event& event : heap_)
      if (cancelled_.empty() || !cancelled_.contains(tag(event.sender, event.count))) visit(event);
  }

 private:
  static std::uint64_t tag(EntityId sender, std::uint32_t count) { return std::uint64_t{sender} << 32 | count; }
  void remove_top();

  std::vector<Event> heap_;
  std::unordered_set<std::uint64_t> cancelled_;  // (sender, count); almost always empty
};

}  // namespace sim
