// Reads the district: period, economy, places and roads, streams, and the calendar.
#pragma once

#include "models/district/district.h"
#include "models/scenario/section.h"

namespace waste {

/// Reads everything in the district except its sites, which belong to their facilities. Defines the names of places and streams.
void read_district(SectionReader& reader, District& district);

}  // namespace waste
