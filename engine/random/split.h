// Splits whole numbers without loss: parts are never negative and sum to the total, to the gram or fen.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/random/inverse_cdf.h"

namespace sim {

/// Splits `total` in proportion to `weights` by largest remainder (ties: the lower index): every part is its exact quota rounded
/// down or up, a part of weight 0 is 0. A negative total is split as its absolute value, with the sign restored. No allocation up
/// to 64 parts. `parts` has the size of `weights` and may be the same memory. Throws std::invalid_argument if a weight is
/// negative or not finite, or if all are 0 and the total is not.
void apportion(std::int64_t total, std::span<const std::int64_t> weights, std::span<std::int64_t> parts);
void apportion(std::int64_t total, std::span<const double> weights, std::span<std::int64_t> parts);
std::vector<std::int64_t> apportion(std::int64_t total, std::span<const std::int64_t> weights);
std::vector<std::int64_t> apportion(std::int64_t total, std::span<const double> weights);

/// Random shares on the simplex, Dirichlet-distributed: part i has the mean share m = weights[i] / sum and the variance m (1 - m)
/// / (concentration + 1), so a large concentration stays close to the weights. Immutable, one table (64 KiB) for each different
/// weight, built in about 10 ms: construct it once and reuse it.
class Split {
 public:
  /// Weights as for apportion; concentration > 0 [1]. Throws std::invalid_argument.
  Split(std::span<const double> weights, double concentration);

  /// Number of parts.
  std::size_t size() const { return table_of_.size(); }

  /// Splits a total >= 0; always uses size() draws. `parts` has size().
  void operator()(std::int64_t total, Random& random, std::span<std::int64_t> parts) const;
  std::vector<std::int64_t> operator()(std::int64_t total, Random& random) const;

 private:
  std::vector<double> weights_;
  std::vector<InverseCdf> tables_;
  std::vector<std::size_t> table_of_;  // [part] index into tables_
};

}  // namespace sim
