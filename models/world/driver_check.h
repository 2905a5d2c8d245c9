// Drivers that nothing would notice, found without a run: every driver is held against the questions that facilities ask.
#pragma once

#include <vector>

#include "models/scenario/section.h"
#include "models/scenario/warning.h"

namespace waste {

struct World;

/// Reports sites and streams of drivers about which nobody asks what the driver answers (E0781).
void check_drivers(SectionReader& reader, const World& world);

/// Known years that are not after the base year, to which indices are relative: they change nothing (E0784).
std::vector<Warning> driver_warnings(const World& world);

}  // namespace waste
