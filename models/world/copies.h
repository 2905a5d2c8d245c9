// Many districts in one run. The district of the scenario is the template; every row of the section `districts` makes one copy of it,
// scaled by its size. Sites at places that a city, a province or the country shares, and that depend on nobody outside them, exist once for
// all who share them. See docs/decisions/0073 to 0076.
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
  double size = 1;  // factor on everything extensive, against the template [1]
  double distance = 1;  // factor on the way to and from what is shared [1]
};

DistrictFacts read_copy(const Node::Entry& entry, Fields& fields);

/// Reports inconsistent rows: a city in two provinces, an id with two meanings (E0730, E0731).
void check_districts(const std::vector<DistrictFacts>& districts, Fields& fields);

/// Turns a world that holds the template into one that holds the districts: sites are copied, named `<district>.<site>`, told of each
/// other, and scaled. Facilities are not prepared yet.
void instantiate(World& world, const std::vector<DistrictFacts>& districts);

}  // namespace waste
