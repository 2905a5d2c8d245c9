// What can be known before a run: can vehicles get everywhere, does everything end where there is capacity, and is the number of
// loads one that a computer can simulate?
#pragma once

#include <vector>

#include "models/world/flow_network.h"

namespace waste {

/// More loads than these cannot leave one site in a day: ten times those of the rubbish of a city of twenty million.
inline constexpr std::int64_t max_loads_per_day = 1'000'000;

/// No road between sites that exchange loads or vehicles (E0760), waste that only sites without capacity take (E0761), a store
/// smaller than any load that comes (E0762), too many loads (E0763), and sites that wait for orders nobody places (E0764).
std::vector<sim::Diagnostic> feasibility_errors(const FlowNetwork& network, const PolicySet& policies);

}  // namespace waste
