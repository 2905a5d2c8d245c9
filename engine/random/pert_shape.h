// Tables of PERT distributions cost milliseconds each, and building a world needs many in sequence: this computes their quantiles
// beforehand, in parallel.
#pragma once

#include <cstdint>
#include <span>

namespace sim {

struct PertEnds {
  std::int64_t low = 0, mode = 0, high = 0;
};

/// InverseCdf::pert of any of these, called soon after, takes a fraction of the time; the tables are identical.
void prepare_pert(std::span<const PertEnds> tables);

}  // namespace sim
