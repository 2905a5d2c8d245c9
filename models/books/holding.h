// What the books are checked against.
#pragma once

#include <cstdint>

#include "models/district/stream.h"

namespace waste {

/// What a facility holds of one stream, or what is on the road.
struct Holding {
  StreamId stream = 0;
  std::int64_t mass = 0;   // [g]
  std::int64_t water = 0;  // [g]
};

}  // namespace waste
