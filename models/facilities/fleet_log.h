// What the vehicles of a fleet do: trips, time out, and time on shift in which work for one waited and none was free.
//
// The owner says what holds from now on whenever that changes, and books what has added up from time to time. Nothing here acts on
// the run.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>

#include "engine/base/time.h"

namespace waste {

class FleetLog {
 public:
  struct Sums {
    std::int64_t trips = 0;
    std::int64_t driven = 0;  // [s] of vehicles
    std::int64_t short_of = 0;  // [s] by the clock
  };

  void start(sim::Time now) { since_ = now; }
  void departed() { ++sums_.trips; }

  /// From now on so many vehicles are out, and until the end of the shift one is wanted and none is free, or not.
  void change(sim::Time now, std::int64_t out, bool wanted, sim::Time shift_end = sim::never) {
    add_up(now);
    out_ = out, wanted_ = wanted, shift_end_ = shift_end;
  }

  /// What has added up since the last time.
  Sums take(sim::Time now) {
    add_up(now);
    return std::exchange(sums_, {});
  }

 private:
  void add_up(sim::Time now) {
    sums_.driven += out_ * (now - since_).count();
    if (wanted_) sums_.short_of += std::max<std::int64_t>(0, (std::min(now, shift_end_) - since_).count());
    since_ = now;
  }

  sim::Time since_{}, shift_end_ = sim::never;
  std::int64_t out_ = 0;  // vehicles
  bool wanted_ = false;
  Sums sums_;
};

}  // namespace waste
