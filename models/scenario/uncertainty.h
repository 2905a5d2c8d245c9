// Uncertain parameters: where a scenario says `uncertainty: parameters`, every assumption that has a range is drawn once for
// each replica, and the replica lives in a world of its own, built from the drawn values.
//
// A value is drawn from the PERT distribution of its range, with the value as mode. Its stream is named by its path, so that
// scenarios share the draws and a new parameter shifts no other. Siblings that make up a whole (they sum to 1, or are the
// twelve months of an index) are drawn one by one and then scaled to the sum they had: a point of the simplex. Whole numbers
// are rounded. The ends `low`, `mode`, `high` of a parameter that is itself a range are not drawn: that range is the spread
// of single events. Values that do not fit each other at one site are drawn again, all of that site, from the same streams.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "models/scenario/scenario.h"

namespace waste {

struct UncertainValue {
  std::string path, unit;  // unit as written
  double low = 0, mode = 0, high = 0;
  bool whole = false;                   // a number of things
  std::size_t group = no_group;         // of the siblings that make up a whole
  static constexpr std::size_t no_group = ~std::size_t{0};
};

/// Whether the parameter at a path counts things, so that only whole numbers make sense.
using CountsThings = std::function<bool(const std::string& path)>;

/// The assumptions of a scenario that can be drawn; sorted by path.
std::vector<UncertainValue> uncertain_values(const Scenario& scenario, const CountsThings& counts_things);

/// The values of one replica. `attempts`: how often each value was refused before [value].
std::vector<double> draw_values(const std::vector<UncertainValue>& values, std::uint64_t seed, std::uint64_t replica,
                                const std::vector<int>& attempts);

}  // namespace waste
