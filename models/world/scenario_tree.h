// Scenarios that differ only in policies share a common prefix, which is simulated once per replica; copies diverge at the
// midnight before the first difference takes effect. The results are bit-identical to separate runs, because a replica is a value
// and a policy that has not started has no effect.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "models/world/replica.h"
#include "models/world/replica_result.h"
#include "models/world/replica_world.h"

namespace waste {

class ScenarioTree {
 public:
  /// The worlds of one run, in the order of its scenarios; they must outlive this object.
  explicit ScenarioTree(std::vector<const World*> worlds);

  /// Replica `number` of every scenario, in their order; nothing if `stop` became true. Several districts are simulated in
  /// parallel by a team.
  std::optional<std::vector<ReplicaResult>> simulate(std::uint64_t number, const std::atomic<bool>& stop, sim::Team* team = nullptr) const;

  /// The same, with each result handed over when it is finished, in no order, with the world of that replica: many scenarios need not
  /// be held together. False if `stop` became true.
  using Take = std::function<void(std::size_t scenario, const World& world, ReplicaResult&& result)>;
  bool simulate(std::uint64_t number, const std::atomic<bool>& stop, const Take& take, sim::Team* team = nullptr) const;

  /// From when on replica `number` of two scenarios may differ: a midnight, or the beginning when they differ in more than policies.
  sim::Time divergence_time(std::size_t a, std::size_t b, const std::vector<std::shared_ptr<const PolicySet>>& policies) const;

 private:
  /// A policy of a scenario; policies of two scenarios that are the same, switches of their tasks included, have one number.
  struct Numbered {
    std::size_t number, index;
  };
  void number_pasts();
  void number_policies();

  const Partition* division(std::size_t world) const { return divisions_.empty() ? nullptr : &divisions_[world]; }

  std::vector<const World*> worlds_;
  std::vector<ReplicaWorlds> replica_worlds_;    // [world]
  std::vector<std::size_t> pasts_;               // [world] equal: they differ in policies only
  std::vector<std::vector<Numbered>> numbered_;  // [world] its policies, by number
  std::vector<Partition> divisions_;  // [world]; empty when there is one district
};

}  // namespace waste
