// Outages of the parallel lines of a plant: which lines run, and random failures with their repairs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/base/time.h"
#include "engine/random/inverse_cdf.h"

namespace waste {

class Distributions;

class Outages {
 public:
  /// All of `lines` run. A line fails after `between_failures` of running time in the mean (0 s: never) and is repaired in `repair`
  /// in the mean, with coefficient of variation `repair_cv`.
  void prepare(std::int64_t lines, sim::Duration between_failures, sim::Duration repair, double repair_cv, Distributions& distributions);

  std::size_t lines() const { return back_.size(); }
  sim::Time back(std::size_t line) const { return back_[line]; }  // runs from then on
  bool runs(std::size_t line, sim::Time now) const { return back_[line] <= now; }
  std::int64_t running(sim::Time now) const;

  bool may_fail() const { return between_failures_ != nullptr; }
  /// Until the next failure of any line.
  sim::Duration until_failure(sim::Random& random) const;
  /// The line that fails.
  std::size_t failing(sim::Random& random) const { return random.below(lines()); }
  sim::Duration repair(sim::Random& random) const { return sim::Duration{repair_->sample(random)}; }

  /// Stops a line for `time` from now on; returns by how much longer it is out of order than it would have been.
  sim::Duration stop(std::size_t line, sim::Duration time, sim::Time now);

 private:
  std::vector<sim::Time> back_;  // [line]
  const sim::InverseCdf* between_failures_ = nullptr;  // of one line [s]
  const sim::InverseCdf* repair_ = nullptr;            // [s]
};

}  // namespace waste
