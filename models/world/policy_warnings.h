// What policies of a world say that is allowed and probably not meant.
#pragma once

#include <vector>

#include "models/scenario/warning.h"

namespace waste {

struct World;

/// What is allowed and probably not meant (E0743 to E0747): policies that are all zero or act outside the period, counts and shares that a
/// task's strength makes into something else.
std::vector<Warning> policy_warnings(const World& world);

}  // namespace waste
