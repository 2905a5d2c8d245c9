// Sizes of policies: the numbers that a kind asks for. Each has a range, or is named by `fixed` because the plan prints it or a
// definition settles it.
#pragma once

#include <string>
#include <vector>

#include "models/policies/policy.h"
#include "models/scenario/fields.h"

namespace waste {

/// The parameters of a kind that are sizes.
std::vector<std::string> sizes_of(const sim::Kind<Policy>& kind);

/// Reads `fixed`, the names of the sizes that have no range, separated by blanks. Reports one that is no size of the policy, or has
/// a range: E0772.
void read_fixed(Fields& fields, const sim::Kind<Policy>& kind, const std::string& policy);

/// Paths of all sizes of policies that have neither a range nor a place in `fixed`, as the scenario is written.
std::vector<std::string> sizes_without_range(const Scenario& scenario);

}  // namespace waste
