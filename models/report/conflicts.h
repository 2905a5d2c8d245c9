// Where the figures of the plan contradict each other, and where the simulated base year departs from them.
#pragma once

#include "models/report/document.h"
#include "models/report/sources.h"
#include "models/world/world.h"

namespace waste::report {

/// `world`: of the main scenario; nullptr: this version cannot read its text, and only the base year is compared.
Section conflicts(const Sources& sources, const World* world);

}  // namespace waste::report
