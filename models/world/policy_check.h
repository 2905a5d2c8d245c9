// Policies that nothing would notice, found without a run: every policy is held against the questions that facilities ask.
#pragma once

#include "models/scenario/section.h"

namespace waste {

struct World;

/// Reports sites, streams and answers of policies that nobody asks for (E0740 to E0742).
void check_policies(SectionReader& reader, const World& world);

}  // namespace waste
