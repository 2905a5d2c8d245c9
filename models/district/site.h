// A site is const and public: location and name of a facility. The facility itself is private.
#pragma once

#include <string>
#include <vector>

#include "models/district/load.h"

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

}  // namespace waste
