#include "models/scenario/uncertainty.h"

#include "models/scenario/drawn_ranges.h"

namespace waste {

std::vector<double> draw_values(const std::vector<UncertainValue>& values, std::uint64_t seed, std::uint64_t replica,
                                const std::vector<int>& attempts) {
  return values_at(values, draw_ranks(values, seed, replica, attempts));
}

}  // namespace waste
