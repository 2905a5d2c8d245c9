// What a handler sees: now, random, after, send, record. There is no other way out of a handler.
#pragma once

#include "engine/entity.h"
#include "engine/payload_pool.h"
#include "engine/random.h"
#include "engine/recorder.h"

namespace sim {

class Simulation;

class Context {
 public:
  Time now() const { return now_; }
  EntityId self() const { return self_; }

  /// The stream of this entity for one purpose. Purposes are small numbers, named by an enum in the entity's class.
  Random& random(unsigned purpose);

  /// Schedules a handler of the entity itself; the ticket cancels it. Delays of 0 s are allowed, negative ones are an error.
  template <class T>
  Ticket after(Duration delay, void (T::*handler)(Context&)) {
    const std::uint16_t what = handler_index<T>(handler);
    SIM_ASSERT(what < T::events.size());
    return schedule(delay, self_, what, 0);
  }

  /// Schedules a handler for an instant that is not past.
  template <class T>
  Ticket at(Time time, void (T::*handler)(Context&)) {
    return after(time - now_, handler);
  }

  /// Takes back what `after` scheduled; does nothing when it has already happened. Returns whether it was pending.
  bool cancel(const Ticket& ticket);

  /// Sends a message that arrives after `delay` >= 1 s: contact takes time, so regions can run ahead of each other.
  template <class Message>
  void send(EntityId receiver, Duration delay, const Message& message) {
    require_delay(delay);
    schedule(delay, receiver, Message::id, put(message));
  }

  /// Leaves a fact; entity and time are filled in.
  void record(Fact fact);

 private:
  friend class Simulation;
  Context(Simulation& simulation) : simulation_(simulation) {}
  Ticket schedule(Duration delay, EntityId receiver, std::uint16_t what, std::uint32_t payload);
  void require_delay(Duration delay) const;
  PayloadPool& pool();

  template <class Message>
  std::uint32_t put(const Message& message) {
    return pool().put(message);
  }

  Simulation& simulation_;
  Time now_{};
  EntityId self_ = 0;
  Uint128 current_ = 0;  // key of the event being handled
};

}  // namespace sim
