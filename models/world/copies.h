// Many districts in one run. The district of the scenario is the pattern; every row of the section `districts` makes one copy,
// scaled by size. Sites at places shared by a city, a province or the country, which depend only on sites shared at least as
// widely, exist once for all that share them. See docs/decisions/0073 to 0076.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/scenario/fields.h"
#include "models/scenario/label.h"

namespace waste {

struct World;

/// One row of the section `districts`.
struct DistrictFacts {
  std::string id;
  Label name;
  std::string city, province;
  double size = 1;  // factor on all extensive parameters, relative to the pattern [1]
  double distance = 1;  // factor on the distance to and from shared sites [1]
};

DistrictFacts read_copy(const Node::Entry& entry, Fields& fields);

/// Reports inconsistent rows: a city in two provinces, an id with two meanings (E0730, E0731).
void check_districts(const std::vector<DistrictFacts>& districts, Fields& fields);

/// Expands a world with the pattern to one with all districts: sites are copied, named `<district>.<site>`, linked and scaled.
/// Facilities are not yet prepared.
void copy_pattern(World& world, const std::vector<DistrictFacts>& districts);

}  // namespace waste
