// Policies that nothing would notice, found without a run: every policy is held against the questions that facilities ask.
#pragma once

#include <vector>

#include "models/facilities/question.h"
#include "models/scenario/section.h"
#include "models/scenario/warning.h"

namespace waste {

struct World;

/// Every question that a facility of the world may ask, by template site; sorted, each once.
Questions declared_questions(const World& world);

/// Reports sites, streams and answers of policies that nobody asks for (E0740 to E0742).
void check_policies(SectionReader& reader, const World& world);

/// What is allowed and probably not meant (E0743 to E0747): policies that are all zero or act outside the period, counts and shares that a
/// task's strength makes into something else.
std::vector<Warning> policy_warnings(const World& world);

}  // namespace waste
