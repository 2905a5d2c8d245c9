// Drivers that nothing would notice, found without a run: every driver is held against the questions that facilities ask.
#pragma once

#include "models/scenario/section.h"

namespace waste {

struct World;

/// Reports sites and streams of drivers about which nobody asks what the driver answers (E0781).
void check_drivers(SectionReader& reader, const World& world);

}  // namespace waste
