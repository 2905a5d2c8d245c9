// A gate with a queue and servers: vehicles are served first come, first served, by the first server that is free.
//
// The gate keeps order and times; its facility schedules the end of each service and decides who may enter.
#pragma once

#include <utility>
#include <vector>

#include "engine/base/error.h"
#include "engine/base/time.h"
#include "models/district/load.h"
#include "models/facilities/fifo.h"

namespace waste {

class Gate {
 public:
  explicit Gate(std::size_t servers = 1) : servers_(servers) {}

  std::size_t waiting() const { return queue_.size(); }
  std::size_t serving() const { return busy_; }
  std::int64_t mass_here() const { return mass_; }  // [g] waiting or being tipped
  std::int64_t vehicles_here() const { return vehicles_; }  // owned by a site; hired ones are not counted
  const Load& next() const { return queue_.front().load; }
  bool can_begin() const { return busy_ < servers_.size() && !queue_.empty(); }

  void arrive(const Load& load, sim::Time now) {
    mass_ += load.mass;
    vehicles_ += load.home != no_site;
    note_queue(now);
    queue_.push({load, now});
  }

  /// The first in the queue enters a free server until `end`; returns how long it waited.
  sim::Duration begin(sim::Time now, sim::Time end) {
    SIM_ASSERT(can_begin());
    note_queue(now);
    const Waiting waiting = queue_.pop();
    for (Server& server : servers_) {
      if (server.busy) continue;
      server = {true, end, waiting.load};
      break;
    }
    ++busy_;
    return now - waiting.since;
  }

  /// Frees the server whose service ends at `now` and returns its load.
  Load finish(sim::Time now) {
    for (Server& server : servers_) {
      if (!server.busy || server.end != now) continue;
      server.busy = false;
      --busy_;
      mass_ -= server.load.mass;
      vehicles_ -= server.load.home != no_site;
      return server.load;
    }
    SIM_ASSERT(false);
    return {};
  }

  /// Queue length integrated over the time since the last call [vehicle s].
  std::int64_t take_queue_time(sim::Time now) {
    note_queue(now);
    return std::exchange(queue_time_, 0);
  }

  void holdings(std::vector<Holding>& held) const {
    queue_.for_each([&](const Waiting& w) { held.push_back({w.load.stream, w.load.mass, w.load.water}); });
    for (const Server& server : servers_)
      if (server.busy) held.push_back({server.load.stream, server.load.mass, server.load.water});
  }

 private:
  struct Waiting {
    Load load;
    sim::Time since;
  };
  struct Server {
    bool busy = false;
    sim::Time end{};
    Load load;
  };

  void note_queue(sim::Time now) {
    queue_time_ += static_cast<std::int64_t>(queue_.size()) * (now - noted_).count();
    noted_ = now;
  }

  Fifo<Waiting> queue_;
  std::vector<Server> servers_;
  std::size_t busy_ = 0;
  std::int64_t mass_ = 0;
  std::int64_t vehicles_ = 0;
  std::int64_t queue_time_ = 0;  // [vehicle s]
  sim::Time noted_{};            // the queue time is accumulated up to this time
};

}  // namespace waste
