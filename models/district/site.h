// A site is const and public: where a facility stands and what it is called. Its facility is private.
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
  std::uint32_t district = 0;  // of the districts that one run holds; a site that several share counts to the first of them
  std::string topic;        // what it counts or stands for, where the kind alone does not tell: "green_mines"
  // What its facility says of itself, before any policy.
  std::vector<StreamId> accepts;  // may be sent here
  std::vector<StreamId> ends;     // may end here: utilised, disposed, buried
  std::int64_t capacity = -1;     // through the site [g/d]; -1: no limit of its own
};

}  // namespace waste
