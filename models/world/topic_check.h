// Topics of sites that nothing reads.
#pragma once

#include "models/scenario/section.h"

namespace waste {

struct World;

/// Reports a topic that neither an indicator nor a row of the hindcast names (E0748): what such a site counts would go nowhere.
void check_topics(SectionReader& reader, const World& world);

}  // namespace waste
