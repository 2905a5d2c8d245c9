// An entity owns its state and changes it only in its own handlers; others reach it by messages that take time.
//
// A class lists its handlers once, so that they are scheduled readably and dispatched without a virtual call:
//
//   class Truck final : public sim::Entity {
//    public:
//     const sim::EntityType& type() const override { return sim::entity_type<Truck>; }
//     void tip(sim::Context& context);  // scheduled by context.after(20min, &Truck::tip)
//     static constexpr std::array events{sim::Handler<Truck>{"tip", &Truck::tip}};
//   };
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "engine/kernel/event.h"
#include "engine/random/random.h"

namespace sim {

class Context;
class Entity;

template <class T>
struct Handler {
  const char* name;
  void (T::*function)(Context&);
};

/// What the engine needs to know about a class of entities.
struct EntityType {
  /// Handles an event: handler `type`, or message `type` if there is a payload.
  void (*handle)(Entity&, std::uint16_t type, const void* payload, Context&);
  std::unique_ptr<Entity> (*clone)(const Entity&);
  const char* (*event_name)(std::uint16_t type);
};

class Entity {
 public:
  virtual ~Entity() = default;
  virtual const EntityType& type() const = 0;

  /// Called once, at the start of the simulation, in the order of entity numbers.
  virtual void start(Context&) {}

  /// A message of the given kind has arrived; `payload` is valid during the call.
  virtual void deliver(std::uint16_t /*message*/, const void* /*payload*/, Context&) {}
};

/// Position of a handler in T::events; folds to a constant where the argument is one.
template <class T>
constexpr std::uint16_t handler_index(void (T::*function)(Context&)) {
  for (std::size_t i = 0; i < T::events.size(); ++i)
    if (T::events[i].function == function) return static_cast<std::uint16_t>(i);
  return static_cast<std::uint16_t>(T::events.size());  // not listed: the engine refuses to schedule it
}

/// Calls the handler at a position of T::events: a choice among direct calls, which the compiler can see through.
template <class T, std::size_t... positions>
void call_handler(T& entity, std::uint16_t type, Context& context, std::index_sequence<positions...>) {
  static_cast<void>(((type == positions && ((entity.*T::events[positions].function)(context), true)) || ...));
}

/// Delivers a message to an entity whose class is known. A family of classes may overload it (found by argument-dependent
/// lookup).
template <class T>
void deliver_to(T& entity, std::uint16_t message, const void* payload, Context& context) {
  entity.deliver(message, payload, context);
}

template <class T>
inline constexpr EntityType entity_type{
    [](Entity& entity, std::uint16_t type, const void* payload, Context& context) {
      if (payload) return deliver_to(static_cast<T&>(entity), type, payload, context);
      call_handler(static_cast<T&>(entity), type, context, std::make_index_sequence<T::events.size()>{});
    },
    [](const Entity& entity) -> std::unique_ptr<Entity> { return std::make_unique<T>(static_cast<const T&>(entity)); },
    [](std::uint16_t type) { return type < T::events.size() ? T::events[type].name : "?"; },
};

/// Progress of an entity's own events: they leave the queue in the order (time, count), because none is scheduled into the past.
/// So the event of an id has happened, or was dropped, exactly if it lies before this mark.
struct CompletionMark {
  Time time = Time::min();
  std::uint32_t count = 0;  // own events at `time` with smaller counts have left
  bool has_passed(const EventId& id) const { return id.time < time || (id.time == time && id.count < count); }
};

/// The part of an entity that events touch, on one cache line.
struct alignas(64) EntityRecord {
  std::unique_ptr<Entity> entity;
  void (*handle)(Entity&, std::uint16_t, const void*, Context&);  // from its type
  std::vector<Random> streams;  // by substream
  CompletionMark mark;
  std::uint32_t count = 0;      // events scheduled so far
};

}  // namespace sim
