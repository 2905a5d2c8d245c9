// Tables of PERT distributions cost milliseconds each, and a world asks for them one after the other: this finds their quantiles
// side by side beforehand.
#pragma once

#include <cstdint>
#include <span>

namespace sim {

struct PertEnds {
  std::int64_t low = 0, mode = 0, high = 0;
};

/// Quantile::pert of any of these, made soon after, takes a fraction of its time; the tables are the same.
void prepare_pert(std::span<const PertEnds> tables);

}  // namespace sim
