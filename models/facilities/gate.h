// A gate with a queue and bays: vehicles are served first come, first served, by the first bay that is free.
//
// The gate keeps order and time; its facility schedules the end of each service and decides who may enter.
#pragma once

#include <utility>
#include <vector>

#include "engine/base/error.h"
#include "engine/base/time.h"
#include "models/books/holding.h"
#include "models/district/load.h"
#include "models/facilities/fifo.h"

namespace waste {

class Gate {
 public:
  explicit Gate(std::size_t bays = 1) : bays_(bays) {}

  std::size_t waiting() const { return queue_.size(); }
  std::size_t serving() const { return busy_; }
  std::int64_t mass_here() const { return mass_; }  // [g] waiting and being tipped
  std::int64_t vehicles_here() const { return vehicles_; }  // that belong to a site; hired ones are not counted
  const Load& next() const { return queue_.front().load; }
  bool can_begin() const { return busy_ < bays_.size() && !queue_.empty(); }

  void arrive(const Load& load, sim::Time now) {
    mass_ += load.mass;
    vehicles_ += load.home != no_site;
    note_queue(now);
    queue_.push({load, now});
  }

  /// The first in the queue enters a free bay until `end`; returns how long it waited.
  sim::Duration begin(sim::Time now, sim::Time end) {
    SIM_ASSERT(can_begin());
    note_queue(now);
    const Waiting waiting = queue_.pop();
    for (Bay& bay : bays_) {
      if (bay.busy) continue;
      bay = {true, end, waiting.load};
      break;
    }
    ++busy_;
    return now - waiting.since;
  }

  /// Frees the bay whose service ends at `now` and returns its load.
  Load finish(sim::Time now) {
    for (Bay& bay : bays_) {
      if (!bay.busy || bay.end != now) continue;
      bay.busy = false;
      --busy_;
      mass_ -= bay.load.mass;
      vehicles_ -= bay.load.home != no_site;
      return bay.load;
    }
    SIM_ASSERT(false);
    return {};
  }

  /// Length of the queue, integrated over the time since this was last asked [vehicle s].
  std::int64_t take_queue_time(sim::Time now) {
    note_queue(now);
    return std::exchange(queue_time_, 0);
  }

  void holdings(std::vector<Holding>& held) const {
    queue_.for_each([&](const Waiting& w) { held.push_back({w.load.stream, w.load.mass, w.load.water}); });
    for (const Bay& bay : bays_)
      if (bay.busy) held.push_back({bay.load.stream, bay.load.mass, bay.load.water});
  }

 private:
  struct Waiting {
    Load load;
    sim::Time since;
  };
  struct Bay {
    bool busy = false;
    sim::Time end{};
    Load load;
  };

  void note_queue(sim::Time now) {
    queue_time_ += static_cast<std::int64_t>(queue_.size()) * (now - noted_).count();
    noted_ = now;
  }

  Fifo<Waiting> queue_;
  std::vector<Bay> bays_;
  std::size_t busy_ = 0;
  std::int64_t mass_ = 0;
  std::int64_t vehicles_ = 0;
  std::int64_t queue_time_ = 0;  // [vehicle s]
  sim::Time noted_{};            // the queue time is right up to here
};

}  // namespace waste
