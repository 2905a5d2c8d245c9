// What waits at a site until it leaves by the load, and how much of it may leave today.
//
// A sender does not see its receiver. It learns that a receiver is full by a load that comes back; it then keeps what it has until
// the next day, and offers twice what was taken the day before, but at least one load. So a receiver that stays full costs one
// trip a day, however much waits, and no load travels to and fro.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <limits>

#include "engine/base/time.h"
#include "models/district/load.h"
#include "models/facilities/inventory.h"

namespace waste {

/// Counts the loads of a day to one receiver.
class Offer {
 public:
  /// Whether another load may leave today.
  bool open(sim::Time now) {
    turn_to(sim::day_of(now));
    return may_leave_ > 0;
  }
  void send(sim::Time now) {
    turn_to(sim::day_of(now));
    --may_leave_, ++sent_;
  }
  void come_back(sim::Time now) {
    turn_to(sim::day_of(now));
    ++returned_, may_leave_ = 0;
  }

 private:
  void turn_to(std::chrono::sys_days today) {
    if (today == day_) return;
    day_ = today;
    may_leave_ = returned_ == 0 ? std::numeric_limits<std::int64_t>::max() : std::max<std::int64_t>(1, 2 * (sent_ - returned_));
    sent_ = returned_ = 0;
  }

  std::chrono::sys_days day_{};
  std::int64_t may_leave_ = std::numeric_limits<std::int64_t>::max();
  std::int64_t sent_ = 0, returned_ = 0;  // today
};

/// A stock that leaves by the load.
class Outgoing {
 public:
  const Stock& stock() const { return stock_; }

  void put(std::int64_t mass, std::int64_t water) { stock_.put(mass, water); }
  void put_back(const Load& load, sim::Time now) {
    stock_.put(load.mass, load.water);
    offer_.come_back(now);
  }

  /// Whether `least` lies here, which is at least a gram, and may leave.
  bool ready(std::int64_t least, sim::Time now) { return stock_.mass >= std::max<std::int64_t>(least, 1) && offer_.open(now); }
  Stock take(std::int64_t payload, sim::Time now) {
    offer_.send(now);
    return stock_.take(payload);
  }

 private:
  Stock stock_;
  Offer offer_;
};

}  // namespace waste
