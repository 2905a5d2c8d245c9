// The world of a replica: the common one, or a separate one if parameters are uncertain (models/scenario/uncertainty.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "models/scenario/drawn_ranges.h"

namespace waste {

class DrawnPart;
struct World;

/// The values of a scenario that are drawn, sorted by path. The scenario must have been read without errors.
std::vector<UncertainValue> uncertain_values(const Scenario& scenario);

/// What a range at this path stands for.
Drawn drawn_as(const Scenario& scenario, const std::string& path);

/// The worlds of the replicas of a scenario. What draws cannot change is kept, so that only the rest is read for each of them.
class ReplicaWorlds {
 public:
  /// `world` must outlive it.
  explicit ReplicaWorlds(const World& world);

  /// `world` itself (not owned) unless its parameters are uncertain. On any thread. Throws sim::InputError if no consistent values are
  /// found.
  std::shared_ptr<const World> of(std::uint64_t replica) const { return build(replica, false); }

  /// The same to read its finished books in: it builds faster, and its facilities must not run.
  std::shared_ptr<const World> for_books(std::uint64_t replica) const { return build(replica, true); }

 private:
  std::shared_ptr<const World> build(std::uint64_t replica, bool for_books) const;

  const World& world_;
  std::shared_ptr<const DrawnPart> part_;  // nullptr: every world is built from the whole scenario
};

/// The world of one replica only.
std::shared_ptr<const World> world_of_replica(const World& world, std::uint64_t replica);

}  // namespace waste
