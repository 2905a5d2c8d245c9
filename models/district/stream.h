// Streams of waste and of products made from it. Streams are data, not code.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/catalogue.h"
#include "models/scenario/label.h"

namespace waste {

using StreamId = std::uint16_t;
inline constexpr StreamId no_stream = 0xffff;
using StreamRef = sim::Reference<StreamId>;
using StreamRefs = sim::References<StreamId>;
using StreamShares = sim::Shares<StreamId>;

/// The scope in which indicators count a stream.
enum class Category : std::uint8_t {
  rubbish,
  imported_rubbish,
  food_waste,
  recyclables,
  household_hazardous,  // household waste and its separated fractions
  general_industrial,
  hazardous,
  imported_hazardous,
  medical,
  social_hazardous,                                                // hazardous, but not industrial
  construction,
  straw,
  manure,
  film,
  pesticide_packaging,
  sludge,
  mining,
  product,
  other,
  count_,
};
/// The name of a category in data files, in the order of the enumeration.
const char* name_of(Category category);
/// What people call it.
const Label& label_of(Category category);

struct Stream {
  std::string id;
  Label label;
  Category category = Category::other;
  std::vector<std::string> groups;  // of the district's own choice, for indicators of its own; usually none
  std::string code;             // class of the national list, e.g. "HW18"; may be empty
  double reference_water = 0;   // water content at which statistics count the stream [1]
  std::int64_t density = 0;     // as loaded on a truck [g/m3]; 0: never counted by volume
  StreamId counts_as = no_stream;  // the waste a product was made from; itself if it is a waste
};

/// An amount of one stream: at a facility, or in transit.
struct Holding {
  StreamId stream = 0;
  std::int64_t mass = 0;   // [g]
  std::int64_t water = 0;  // [g]
};

}  // namespace waste
