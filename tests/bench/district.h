// The world that the benchmarks of the district share: scenario `plan`, 2020 to 2025.
#pragma once

#include "models/world/world.h"
#include "tests/paths.h"

namespace district {

inline const waste::World& plan() {
  static const auto world = waste::build_world(waste::Scenario::read(waste::testing::in_project("scenarios/plan.yaml")));
  return *world;
}

}  // namespace district
