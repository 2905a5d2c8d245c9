// Reads the sites of a scenario, each with its facility.
#pragma once

#include <memory>
#include <vector>

#include "models/district/district.h"
#include "models/facilities/facility.h"
#include "models/scenario/section.h"

namespace waste {

using Facilities = std::vector<std::unique_ptr<Facility>>;  // [site] prototypes

/// Keys that every kind of facility has beside its own parameters.
const std::vector<sim::ParameterInfo>& common_site_parameters();

/// Adds sites, placements and facilities. The names of sites, places and streams must be defined.
Facilities read_sites(SectionReader& reader, District& district);

/// Lets every facility derive its tables and check itself, then records in its site what it declares. Errors go to the reader, at
/// the position of the parameter.
void prepare_sites(SectionReader& reader, District& district, const Facilities& facilities);

}  // namespace waste
