// Facilities derive their tables and check themselves: all of a district (read_sites.h), or those of them whose values have changed.
#pragma once

#include <vector>

#include "models/facilities/read_sites.h"

namespace waste {

/// As for all sites, but those that are prepared already are left alone; notes which are now, `prepared[site]`. What the facilities
/// declare is recorded once all of them are.
void prepare_sites(SectionReader& reader, District& district, const Facilities& facilities, std::vector<bool>& prepared);

}  // namespace waste
