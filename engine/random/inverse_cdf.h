// A InverseCdf turns 64 random bits into a whole number of a given distribution: one draw, by the inverse of its
// distribution function, so a larger draw never gives a smaller number. Immutable: one table serves all threads and
// replicas.
//
// Continuous distributions are a polyline through exact quantiles at multiples of 2^-12, and of 2^-23 in the first and last
// 2^-12, with fixed-point nodes at the finest scale that fits 64 bits; 64 KiB a table, built in 1 ms (gamma, pert: 20 ms). The
// mean of the polyline equals the requested mean to 1e-9 relative. Beyond 2^-23 an open tail is a uniform piece with the right
// mean: no draw exceeds 18 means of an exponential. Standard deviations are right to 0.2 % up to a cv of 3; of lognormals of cv
// 5, 10, 30 the table keeps 99 %, 95 %, 80 %, because the rest of the variance comes from draws rarer than one in 10^7.
//
// Numbers are rounded to the nearest whole unit, halves up. If the standard deviation is many units, this causes no bias; an
// exponential of mean m loses 1/(24 m) units. So choose units that are small compared with the values drawn (grams, seconds).
//
// Every factory throws std::invalid_argument if its parameters do not define a distribution. Means lie in [0, 9e15].
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/base/wide.h"
#include "engine/random/random.h"

namespace sim {

class InverseCdf {
 public:
  static InverseCdf constant(std::int64_t value);
  static InverseCdf exponential(double mean);
  static InverseCdf lognormal(double mean, double cv);  // cv: standard deviation / mean [1], 0 ... 100
  static InverseCdf gamma(double mean, double cv);
  static InverseCdf pert(std::int64_t low, std::int64_t mode, std::int64_t high);  // mean (low + 4 mode + high) / 6

  std::int64_t operator()(std::uint64_t bits) const { return nodes_.empty() ? constant_ : line(bits); }
  std::int64_t sample(Random& random) const { return (*this)(random.next()); }

  /// The exact mean of the table, before rounding to whole units.
  double mean() const;

 private:
  friend class Polyline;  // computes nodes_ and shift_

  // Nodes of the polyline: at j 2^-23 for j = 0 ... 2048, at i 2^-12 for i = 1 ... 4095, at 1 - 2^-12 + j 2^-23; the
  // two joints are stored once.
  static constexpr std::size_t body = 4096, tail = 2048, upper_tail = tail + body - 2;
  static constexpr std::size_t node_count = upper_tail + tail + 1;

  std::int64_t line(std::uint64_t bits) const {
    std::size_t left = (bits >> 52) + (tail - 1);
    std::uint64_t fraction = bits << 12;
    if (left == tail - 1 || left == upper_tail) [[unlikely]] {
      left = (left == upper_tail ? upper_tail : 0) + (bits >> 41) % tail;
      fraction = bits << 23;
    }
    const std::int64_t from = nodes_[left];
    const auto rise = static_cast<std::uint64_t>(nodes_[left + 1] - from);
    return (from + static_cast<std::int64_t>(multiply_high(rise, fraction)) + half_) >> shift_;
  }

  std::vector<std::int64_t> nodes_;  // node_count values in 2^-shift_ units, ascending; empty for a constant
  int shift_ = 0;
  std::int64_t half_ = 0;  // half a unit
  std::int64_t constant_ = 0;  // value of every draw if there are no nodes
};

}  // namespace sim
