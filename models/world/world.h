// The world: a scenario put together, checked once and shared by all threads: the district, the facilities that stand in it, its
// policies, and the plan that judges.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "models/assessment/plan.h"
#include "models/district/district.h"
#include "models/facilities/read_sites.h"
#include "models/policies/policy_set.h"
#include "models/scenario/scenario.h"
#include "models/scenario/uncertainty.h"

namespace waste {

struct World {
  explicit World(const World* common_world = nullptr)
      : district(common_world ? &common_world->district.distributions : nullptr), common(common_world) {}

  Scenario scenario;
  Label title;
  Label name;                // of the district
  std::uint64_t seed = 0;
  int replicas = 30;
  District district;
  Facilities facilities;     // [site] prototypes, from which every replica gets its own
  Policies policies;
  Plan plan;
  std::vector<UncertainValue> uncertain;  // drawn for every replica; empty: parameters are as written
  std::vector<double> drawn;              // [uncertain value of the common world] in a world of one replica

  /// The world that all replicas share, in a world of one replica: its tables are used where they fit.
  const World* common = nullptr;

  /// The policies that a replica lives under.
  PolicySet draw_policies(std::uint64_t replica) const { return {district, policies, plan.tasks, {seed, replica}}; }
};

/// Builds and checks the world of a scenario. Throws sim::InputError with everything that is wrong.
std::unique_ptr<World> build_world(const Scenario& scenario);

/// The world of the pattern alone, for static questions: copies are connected as it is, and what they share grows with them.
std::unique_ptr<World> build_pattern(const Scenario& scenario);

/// The world of one replica, whose values were drawn; `common` must outlive it.
std::unique_ptr<World> build_world(const Scenario& scenario, const World& common);

}  // namespace waste
