#include "models/district/stream.h"

#include <array>
#include <cstddef>

namespace waste {

const char* name_of(Category category) {
  static constexpr std::array<const char*, static_cast<std::size_t>(Category::count_)> names{"rubbish",
                                                                                             "imported_rubbish",
                                                                                             "food_waste",
                                                                                             "recyclables",
                                                                                             "household_hazardous",
                                                                                             "general_industrial",
                                                                                             "hazardous",
                                                                                             "imported_hazardous",
                                                                                             "medical",
                                                                                             "social_hazardous",
                                                                                             "construction",
                                                                                             "straw",
                                                                                             "manure",
                                                                                             "film",
                                                                                             "pesticide_packaging",
                                                                                             "sludge",
                                                                                             "mining",
                                                                                             "product",
                                                                                             "other"};
  return names[static_cast<std::size_t>(category)];
}

}  // namespace waste
