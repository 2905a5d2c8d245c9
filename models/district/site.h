// A site is const and public: name, location and owner of a facility. The facility itself is private.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/district/load.h"
#include "models/district/network.h"
#include "models/scenario/label.h"

namespace waste {

struct Site {
  std::string id;       // ASCII, the key in the scenario
  std::string kind;     // of its facility
  Label label;
  std::uint32_t place = 0;  // index into Network::places()
  bool inside = true;       // inside the district
  std::uint32_t district = 0;  // index of the district in this run; a shared site belongs to the first district that shares it
  std::string topic;        // what it counts or represents, if the kind does not imply it: "green_mines"
  // Declared by its facility, before any policy.
  std::vector<StreamId> accepts;  // may be sent here
  std::vector<StreamId> ends;     // may end here: utilised, disposed of, landfilled
  std::int64_t capacity = -1;     // through the site [g/d]; -1: no limit
};

/// Owner of a site: a district, or a group of districts that share it.
struct Owner {
  std::string id;                     // empty in a scenario without `districts`
  Label name;
  Sharing level = Sharing::none;      // none: a district
  std::uint32_t district = 0;         // itself, or the first of those that share
  double size = 1;                    // of a group the sum over its districts [1]
  std::int64_t distance = 1'000'000;  // [ppm]
};

/// Location and owner of a site, kept apart from rarely used data.
struct Placement {
  std::uint32_t place = 0;  // index into Network::places()
  std::uint32_t owner = 0;  // index into District::owners
  SiteId template_site = 0;     // the site of the scenario it is a copy of; policies and diagnostics name that one
};

/// Scales `value` by `size` [1]; a positive value never becomes 0.
std::int64_t scaled(std::int64_t value, double size);

}  // namespace waste
