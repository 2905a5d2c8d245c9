// What the facilities of a world may ask policies.
#pragma once

#include "models/facilities/question.h"

namespace waste {

struct World;

/// Every question that a facility of the world may ask, by template site; sorted, each once.
Questions declared_questions(const World& world);

}  // namespace waste
