// The world a replica lives in: the common one, or one of its own where parameters are uncertain (models/scenario/uncertainty.h).
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "models/scenario/uncertainty.h"

namespace waste {

struct World;

/// The assumptions of a scenario that can be drawn; sorted by path.
std::vector<UncertainValue> uncertain_values(const Scenario& scenario);

/// The world a replica lives in: `world` itself (not owned) unless its parameters are uncertain. Throws sim::InputError when
/// values that fit each other are not found.
std::shared_ptr<const World> world_of_replica(const World& world, std::uint64_t replica);

}  // namespace waste
