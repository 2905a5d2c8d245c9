// Reads the policies of a scenario.
#pragma once

#include "models/policies/policy_set.h"
#include "models/scenario/section.h"

namespace waste {

/// The names of sites, streams, tasks and projects must be defined.
Policies read_policies(SectionReader& reader, Distributions& distributions);

}  // namespace waste
