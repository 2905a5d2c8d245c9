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

const Label& label_of(Category category) {
  static const std::array<Label, static_cast<std::size_t>(Category::count_)> labels{
      {{"生活垃圾", "household rubbish"},
       {"外来生活垃圾", "rubbish from outside"},
       {"餐厨（厨余）垃圾", "food waste"},
       {"可回收物", "recyclables"},
       {"家庭有害垃圾", "household hazardous waste"},
       {"一般工业固体废物", "general industrial waste"},
       {"工业危险废物", "industrial hazardous waste"},
       {"外来危险废物", "hazardous waste from outside"},
       {"医疗废物", "medical waste"},
       {"社会源危险废物", "hazardous waste of garages and schools"},
       {"建筑垃圾", "construction waste"},
       {"秸秆", "straw"},
       {"畜禽粪污", "manure"},
       {"农膜", "agricultural film"},
       {"农药包装废弃物", "pesticide packaging"},
       {"污泥", "sewage sludge"},
       {"矿山废物", "mining waste"},
       {"产品", "product"},
       {"其他", "other"}}};
  return labels[static_cast<std::size_t>(category)];
}

}  // namespace waste
