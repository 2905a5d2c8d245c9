// Whether scenarios can share one run.
#pragma once

#include <memory>
#include <vector>

#include "models/world/world.h"

namespace waste {

/// Throws sim::Error(usage) for a scenario whose seed, period or name does not go with the others, or that asks for uncertainty and
/// has no value with a range.
void check_goes_with(const World& world, const std::vector<std::unique_ptr<World>>& others);

}  // namespace waste
