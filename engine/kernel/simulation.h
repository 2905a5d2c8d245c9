// A simulation is a value: entities, pending events, random streams and records of one replica. A copy taken between two events
// continues to the same bits as the original. Two simulations share no mutable state.
//
// A simulation may be divided into regions, each with its own event queue, which run independently within windows no longer than
// the shortest message delay between them (engine/kernel/windows.h): on one thread or several, with the same bits as undivided.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/kernel/context.h"
#include "engine/kernel/region.h"

namespace sim {

class Team;

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

  /// Divides the entities into regions: `region_of` gives the region of each entity, `recorders` the recorder of each region. A
  /// message from one region to another that takes less than `lookahead` (>= 1 s) is a model error. Call once, before start();
  /// the original recorder is no longer used. Results do not depend on how entities are divided.
  void partition(std::vector<std::uint32_t> region_of, Duration lookahead, std::vector<std::unique_ptr<Recorder>> recorders);

  /// Calls start() of every entity, in order. Call once, before run_until.
  void start();

  /// Handles all events before `end`, in order; with a team, regions run in parallel. Afterwards now() is `end`, or its former
  /// value if that is later. Throws Error(model) that names entity and event on livelock (more than a million events of one
  /// entity in a row within one second), scheduling into the past, and overflow of time or count.
  void run_until(Time end, Team* team = nullptr);

  Time now() const { return now_; }
  std::uint64_t events() const;  // handled so far
  std::size_t pending() const;
  std::size_t regions() const { return regions_.size(); }
  std::uint64_t windows() const { return windows_; }  // run so far
  Duration lookahead() const { return lookahead_; }
  std::size_t size() const { return cells_.size(); }
  std::string_view name(EntityId entity) const { return names_[entity]; }
  const Entity& entity(EntityId entity) const { return *cells_[entity].entity; }
  Entity& entity(EntityId entity) { return *cells_[entity].entity; }
  const Recorder& recorder(std::size_t region = 0) const { return *regions_[region].recorder; }
  Recorder& recorder(std::size_t region = 0) { return *regions_[region].recorder; }

  /// Visits every message in flight: (receiver, message id, payload bytes).
  template <class Visit>
  void for_each_message(Visit visit) const {
    for (const Region& region : regions_)
      region.queue.for_each([&](const Event& event) {
        if (event.payload != 0) visit(event.receiver, event.type, region.pool[event.payload].data());
      });
  }

  /// Bytes owned by this replica: events, payloads, random streams (entities not included).
  std::size_t memory_bytes() const;

 private:
  friend class Context;
  friend class ConservativeExecutor;
  void run(Region& region, Time end, ConservativeExecutor* windows = nullptr);
  void guard_livelock(Time time, EntityId entity, std::uint16_t type, Region& region) const;
  Region& region_of(EntityId entity) { return regions_[region_of_.empty() ? 0 : region_of_[entity]]; }
  [[noreturn]] void fail(EntityId receiver, EntityId sender, std::uint16_t type, bool message, Time now, const std::string& why) const;

  Seed seed_;
  Time now_;
  std::vector<EntityRecord> cells_;              // [entity]
  std::vector<std::string_view> names_;  // [entity]
  std::vector<Region> regions_;
  std::vector<std::uint32_t> region_of_;  // [entity]; empty when there is one region only
  Duration lookahead_{0};
  std::uint64_t windows_ = 0;
};

}  // namespace sim
