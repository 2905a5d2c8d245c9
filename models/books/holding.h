// Actual stocks, against which the books are checked.
#pragma once

#include <cstdint>

#include "models/district/stream.h"

namespace waste {

/// The stock of one stream at a facility, or in transit.
struct Holding {
  StreamId stream = 0;
  std::int64_t mass = 0;   // [g]
  std::int64_t water = 0;  // [g]
};

}  // namespace waste
