// A region: entities whose pending events are in one queue.
#pragma once

#include <cstdint>
#include <memory>

#include "engine/kernel/event_queue.h"
#include "engine/kernel/payload_pool.h"
#include "engine/kernel/recorder.h"

namespace sim {

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
