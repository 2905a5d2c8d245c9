// The world: an assembled scenario, checked once and shared by all threads: the district, its facilities, its policies, and the
// plan to assess results against.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "models/assessment/plan.h"
#include "models/district/district.h"
#include "models/facilities/read_sites.h"
#include "models/policies/policy_set.h"
#include "models/scenario/held_totals.h"
#include "models/scenario/scenario.h"
#include "models/scenario/uncertainty.h"
#include "models/scenario/warning.h"

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
  Facilities facilities;     // [site] prototypes, cloned for every replica
  Policies policies;
  Plan plan;
  std::vector<Warning> warnings;          // of policies; empty in the world of one replica
  bool draws = false;                     // assumptions with a range, and paths of drivers
  std::vector<UncertainValue> uncertain;  // sampled for every replica; empty: parameters as written
  std::vector<HeldTotal> held;            // totals of drawn values that stay as written
  std::size_t unlisted = 0;               // values with a range that the district's list of draws lacks, if it has one
  std::vector<double> drawn;              // [uncertain value of the common world] sampled values, in the world of one replica

  /// In the world of one replica: the common world, whose tables are reused where possible.
  const World* common = nullptr;

  /// The policies of a replica.
  PolicySet draw_policies(std::uint64_t replica) const { return {district, policies, plan.tasks, {seed, replica}}; }
};

/// Builds and checks the world of a scenario. Throws sim::InputError with all errors.
std::unique_ptr<World> build_world(const Scenario& scenario);

/// The world of the template only, for static analysis: copies are connected like it, and shared sites scale with them.
std::unique_ptr<World> build_template(const Scenario& scenario);

/// The world of one replica with sampled values; `common` must outlive it.
std::unique_ptr<World> build_world(const Scenario& scenario, const World& common);

}  // namespace waste
