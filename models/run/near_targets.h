// Targets that the middle case only just meets or misses, though the sizes that decide them are assumed: a reader would take the
// verdict for knowledge.
#pragma once

#include <string>
#include <vector>

#include "models/assessment/plan.h"

namespace waste {

struct World;

/// How near is near: a share of the target [1].
inline constexpr double near_target = 0.01;

struct NearTarget {
  IndicatorFacts facts;
  double value = 0;                // of the target year, in the unit of the indicator
  std::vector<std::string> sizes;  // paths of the assumed sizes of policies whose tasks move the indicator, sorted
};

/// Simulates the middle case, a single replica, of a world without drawn values, and returns the scored indicators within 1 % of
/// their targets that some size with a range moves. Targets at the end of what is possible (0 %, 100 %) are left out: nothing lies
/// beyond them. Empty if the period does not cover the target year. Throws sim::Error(mass) or sim::Error(model).
std::vector<NearTarget> near_targets(const World& world);

}  // namespace waste
