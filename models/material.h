// What flows: streams of waste and of what is made from it. Streams are data, not code.
#pragma once

#include <cstdint>
#include <string>

namespace waste {

using StreamId = std::uint16_t;
inline constexpr StreamId no_stream = 0xffff;

/// The scope a stream is counted in by the indicators.
enum class Category : std::uint8_t { rubbish, imported_rubbish, general_industrial, hazardous, imported_hazardous, product, other };

/// Text in both languages.
struct Label {
  std::string zh;
  std::string en;
};

struct Stream {
  std::string id;
  Label label;
  Category category = Category::other;
  std::string code;             // class of the national list, e.g. "HW18"; may be empty
  double reference_water = 0;   // water content at which statistics count the stream [1]
  StreamId counts_as = no_stream;  // the waste a product was made from; itself when it is a waste
};

}  // namespace waste
