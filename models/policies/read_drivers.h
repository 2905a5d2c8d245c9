// Reads the drivers of a scenario.
#pragma once

#include <vector>

#include "models/policies/driver.h"
#include "models/scenario/section.h"

namespace waste {

struct District;

/// Those of the section `drivers`, and those that `economy.industrial_growth` (of value added) and `economy.rubbish_growth` (of what
/// people bring out, everywhere) are short for. The names of sites and streams must be defined. Reports drivers that drive nothing
/// (E0780), indices of what is not a year (E0782), growth that would be counted twice (E0783) or that grows beyond
/// all bounds (E0116).
std::vector<Driver> read_drivers(SectionReader& reader, const District& district);

}  // namespace waste
