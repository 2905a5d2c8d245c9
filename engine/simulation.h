// A simulation is a value: entities, pending events, random streams and records of one replica. A copy taken between two
// events continues to the same bits as the original. Two simulations share nothing that changes.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/context.h"

namespace sim {

/// What makes the random numbers of a replica: the scenario's name is not part of it, so scenarios share them.
struct Seed {
  std::uint64_t value = 0;
  std::uint64_t replica = 0;
};

class Simulation {
 public:
  Simulation(Seed seed, Time start, std::unique_ptr<Recorder> recorder);
  Simulation(const Simulation& other);
  Simulation(Simulation&&) noexcept = default;
  Simulation& operator=(const Simulation&) = delete;
  Simulation& operator=(Simulation&&) noexcept = default;
  ~Simulation() = default;

  /// Adds an entity and returns its number: 0, 1, 2 ... The name feeds its random streams and must outlive the simulation.
  EntityId add(std::unique_ptr<Entity> entity, std::string_view name);

  /// Calls start() of every entity, in order. Once, before run_until.
  void start();

  /// Handles all events before `end`, in order. Afterwards now() is `end`, or what it was when that is later. Throws Error(model) that names entity and event on
  /// livelock (more than a million events within one second), scheduling into the past, and overflow of time or count.
  void run_until(Time end);

  Time now() const { return now_; }
  std::uint64_t events() const { return events_; }  // handled so far
  std::size_t pending() const { return queue_.size(); }
  std::size_t size() const { return cells_.size(); }
  std::string_view name(EntityId entity) const { return names_[entity]; }
  const Entity& entity(EntityId entity) const { return *cells_[entity].entity; }
  Entity& entity(EntityId entity) { return *cells_[entity].entity; }
  const Recorder& recorder() const { return *recorder_; }
  Recorder& recorder() { return *recorder_; }

  /// Visits every message in flight: (receiver, message id, payload bytes).
  template <class Visit>
  void for_each_message(Visit visit) const {
    queue_.for_each([&](const Event& event) {
      if (event.payload != 0) visit(event.receiver, event.what, pool_[event.payload].data());
    });
  }

  /// Bytes that belong to this replica alone: events, payloads, random streams (entities count for themselves).
  std::size_t memory_bytes() const;

 private:
  friend class Context;
  /// How far an entity's own events have come: they leave the queue in the order (time, count), because none is scheduled
  /// into the past. So what a ticket names has happened, or was dropped, exactly when it lies before this mark.
  struct Mark {
    Time time = Time::min();
    std::uint32_t count = 0;  // own events at `time` with smaller counts have left
    bool has_passed(const Ticket& ticket) const {
      return ticket.time < time || (ticket.time == time && ticket.count < count);
    }
  };

  void handle(const Event& event, Context& context);
  void guard_livelock(const Event& event);
  [[noreturn]] void fail(const Event& event, const std::string& what) const;

  /// What events touch of an entity, on one cache line.
  struct alignas(64) Cell {
    std::unique_ptr<Entity> entity;
    void (*dispatch)(Entity&, std::uint16_t, Context&);  // from its type
    std::vector<Random> streams;  // by purpose
    Mark mark;
    std::uint32_t count = 0;      // events scheduled so far
  };

  Seed seed_;
  Time now_;
  std::uint64_t events_ = 0;
  Time second_{};                   // the second whose events are being counted
  std::uint32_t in_second_ = 0;     // events handled in it
  std::unique_ptr<Recorder> recorder_;
  std::vector<Cell> cells_;              // [entity]
  std::vector<std::string_view> names_;  // [entity]
  EventQueue queue_;
  PayloadPool pool_;
};

}  // namespace sim
