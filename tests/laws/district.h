// The real district over a short time, for laws that must hold whatever the model says.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "models/policies/policy_set.h"
#include "models/world/replica.h"
#include "models/world/replica_result.h"
#include "models/world/world.h"
#include "tests/paths.h"

namespace waste::testing {

inline const std::atomic<bool> go_on{false};  // never stops

/// A scenario of the project over its first months, with its assumptions at their most likely values unless asked otherwise.
inline Scenario scenario(const std::string& name, std::vector<std::string> overrides = {}, const std::string& ends = "2020-03-01") {
  overrides.insert(overrides.begin(), {"uncertainty=none", "period.ends=" + ends});
  return Scenario::read(in_project("scenarios/" + name + ".yaml"), overrides);
}

inline std::unique_ptr<World> district(const std::string& name, std::vector<std::string> overrides = {},
                                       const std::string& ends = "2020-03-01") {
  return build_world(scenario(name, std::move(overrides), ends));
}

/// The books of a replica, from where it stands to its end, as bytes: equal bytes, equal everything.
inline std::string rest_of(Replica& running) {
  ReplicaResult result;
  result.books = *running.finish(go_on);
  result.events = running.simulation().events();
  result.acted = running.policies().acted();
  return to_bytes(result);
}

inline std::string books_of(const World& world, std::uint64_t replica = 0) {
  Replica running(world, replica);
  return rest_of(running);
}

/// The books by name, so that worlds with different numbers of sites can be compared.
std::vector<std::string> named_books(const World& world, std::uint64_t replica = 0);

}  // namespace waste::testing
