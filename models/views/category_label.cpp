#include "models/views/category_label.h"

#include <map>

namespace waste {

Label category_label(const std::string& name) {
  static const std::map<std::string, Label> labels{
      {"rubbish", {"生活垃圾", "household waste"}},
      {"imported_rubbish", {"区外生活垃圾", "household waste from outside"}},
      {"food_waste", {"餐厨垃圾", "food waste"}},
      {"recyclables", {"可回收物", "recyclables"}},
      {"household_hazardous", {"家庭有害垃圾", "household hazardous waste"}},
      {"general_industrial", {"一般工业固体废物", "general industrial waste"}},
      {"hazardous", {"工业危险废物", "industrial hazardous waste"}},
      {"imported_hazardous", {"区外危险废物", "hazardous waste from outside"}},
      {"medical", {"医疗废物", "medical waste"}},
      {"social_hazardous", {"社会源危险废物", "hazardous waste of firms and services"}},
      {"construction", {"建筑垃圾", "construction waste"}},
      {"straw", {"农作物秸秆", "straw"}},
      {"manure", {"畜禽粪污", "manure"}},
      {"film", {"农膜", "agricultural film"}},
      {"pesticide_packaging", {"农药包装废弃物", "pesticide packaging"}},
      {"sludge", {"污泥", "sludge"}},
      {"mining", {"矿山废物", "mining waste"}},
      {"product", {"产品", "product"}},
      {"other", {"其他", "other"}},
  };
  const auto at = labels.find(name);
  return at == labels.end() ? Label{name, name} : at->second;
}

}  // namespace waste
