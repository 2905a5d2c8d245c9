// Owner of a site: a district, or a group of districts that share it.
#pragma once

#include <cstdint>
#include <string>

#include "models/district/network.h"
#include "models/scenario/label.h"

namespace waste {

struct Owner {
  std::string id;                     // empty in a scenario without `districts`
  Label name;
  Sharing level = Sharing::none;      // none: a district
  std::uint32_t district = 0;         // itself, or the first of those that share
  double size = 1;                    // of a group the sum over its districts [1]
  std::int64_t distance = 1'000'000;  // [ppm]
};

/// Scales `value` by `size` [1]; a positive value never becomes 0.
std::int64_t scaled(std::int64_t value, double size);

}  // namespace waste
