// The state that events touch: entity records, and regions with their pending events.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/kernel/entity.h"
#include "engine/kernel/payload_pool.h"
#include "engine/kernel/recorder.h"
#include "engine/random/random.h"

namespace sim {

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

/// A part of a simulation with its own event queue. An undivided simulation is one region.
struct alignas(64) Region {
  std::uint32_t number = 0;
  std::uint64_t events = 0;        // handled so far
  Time now;
  Time second = Time::min();       // of the chain being counted
  EntityId chain = 0;              // the entity of that chain
  std::uint32_t in_chain = 0;      // length of the chain in that second; 0 after a message
  std::unique_ptr<Recorder> recorder;
  EventQueue queue;
  PayloadPool pool;
};

}  // namespace sim
