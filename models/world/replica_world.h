// The world of a replica: the common one, or a separate one if parameters are uncertain (models/scenario/uncertainty.h).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "models/scenario/drawn_ranges.h"

namespace waste {

struct World;

/// The values of a scenario that are drawn, sorted by path. The scenario must have been read without errors.
std::vector<UncertainValue> uncertain_values(const Scenario& scenario);

/// What a range at this path stands for.
Drawn drawn_as(const Scenario& scenario, const std::string& path);

/// The world of a replica: `world` itself (not owned) unless its parameters are uncertain. Throws sim::InputError if no
/// consistent values are found.
std::shared_ptr<const World> world_of_replica(const World& world, std::uint64_t replica);

}  // namespace waste
