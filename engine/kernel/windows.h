// One simulation on several threads: regions run in parallel in conservative time windows.
//
// A window begins at the earliest pending event of all regions and is as long as the lookahead, the least time that a message
// from one region to another takes. So regions cannot affect each other within a window; at its end messages are exchanged and
// all threads synchronise once. The order of events (time, sender, the sender's own count) does not depend on regions, so the
// bits are those of the undivided simulation, for any division and any number of threads.
//
// Even on one thread windows can pay: a region's state stays in the cache while its events of one window are handled.
#pragma once

#include <array>
#include <exception>
#include <vector>

#include "engine/base/team.h"
#include "engine/kernel/simulation.h"

namespace sim {

/// A message on its way to another region.
struct RemoteEvent {
  Event event;
  Payload payload;

  void put_into(Region& region) {
    event.payload = region.pool.put(payload);
    region.queue.push(event);
  }
};

class ConservativeExecutor {
 public:
  /// Without a team, on the calling thread only. Regions are assigned to threads in blocks with about equal numbers of events so
  /// far.
  ConservativeExecutor(Simulation& simulation, Team* team);

  /// Rethrows the earliest error of all regions.
  void run_until(Time end);

  /// Queues a message sent by a region that a thread is running.
  void post(const RemoteEvent& remote, const Region& from);

 private:
  /// One thread with the regions it runs.
  struct alignas(64) Worker {
    std::size_t first = 0, last = 0;  // regions [first] to [last - 1]
    Time next = never;                // its earliest event, or message to others, after this window
    std::array<std::vector<std::vector<RemoteEvent>>, 2> out;  // [window modulo 2][worker of the receiver]
    std::exception_ptr error;
    Time error_time = never;
  };

  void work(unsigned worker, Time end);
  void receive(unsigned worker);
  void run_window(Worker& worker);
  void next_window(Time end);

  Simulation& simulation_;
  Team* team_;
  std::vector<Worker> workers_;
  std::vector<std::uint32_t> worker_of_;  // [region]
  Barrier barrier_;
  Time window_end_{};
  unsigned parity_ = 0;  // of this window
  bool over_ = false;
};

}  // namespace sim
