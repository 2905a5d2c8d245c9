// A stock that knows how long each of its lots has been kept, because the law limits storage; the oldest leaves first.
#pragma once

#include "engine/base/time.h"
#include "models/facilities/fifo.h"
#include "models/facilities/inventory.h"

namespace waste {

class AgedStock {
 public:
  std::int64_t mass() const { return stock_.mass; }    // [g]
  std::int64_t water() const { return stock_.water; }  // [g]

  /// Adds a lot, kept since then; it leaves after all that were added before.
  void put(std::int64_t mass, sim::Time since, std::int64_t water = 0);

  /// Takes at most `wanted` grams, oldest first.
  Stock take(std::int64_t wanted);

  /// Mass kept since a time in [from, to): asked for adjoining intervals, every lot is counted once.
  std::int64_t kept_since(sim::Time from, sim::Time to) const;

  /// Whether the next lot to leave has been kept since before `time`.
  bool kept_since_before(sim::Time time) const { return !lots_.empty() && lots_.front().since < time; }

 private:
  struct Lot {
    sim::Time since;
    std::int64_t mass;
  };

  Stock stock_;
  Fifo<Lot> lots_;
};

}  // namespace waste
