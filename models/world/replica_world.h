// The world of a replica: the common one, or a separate one if parameters are uncertain (models/scenario/uncertainty.h).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "models/scenario/uncertainty.h"

namespace waste {

struct World;

/// Whether the parameter of a site at this path is a count.
bool counts_things(const Scenario& scenario, const std::string& path);

/// The assumptions of a scenario that can be sampled, sorted by path.
std::vector<UncertainValue> uncertain_values(const Scenario& scenario);

/// The world of a replica: `world` itself (not owned) unless its parameters are uncertain. Throws sim::InputError if no
/// consistent values are found.
std::shared_ptr<const World> world_of_replica(const World& world, std::uint64_t replica);

}  // namespace waste
