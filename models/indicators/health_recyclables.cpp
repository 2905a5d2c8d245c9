#include "models/assessment/indicator.h"

namespace waste {
namespace {

/// Recyclables that are not separated go with the medical waste and are lost.
double recovered(const Accounts& accounts, Months months) {
  const auto bottles = [&](const BookKey& key) {
    return accounts.about(key.site, "health") && accounts.category_of(key.stream) != Category::medical;
  };
  const double arisen = accounts.tonnes(Channel::generated, months, bottles);
  const double lost = accounts.tonnes(Channel::consumed, months, bottles);
  return arisen > 0 ? 100 * (arisen - lost) / arisen : undefined;
}

const RegisteredIndicators registered{
    {19,
     "annex",
     {"医疗卫生机构可回收物回收率", "Recyclables of health institutions that are recovered"},
     {"医疗卫生机构单独存放的可回收物量÷其产生的可回收物量×100%；取自指标名称，未找到官方公式",
      "100 * recyclables kept apart in health institutions / recyclables arisen there; name of the indicator, no official "
      "formula found"},
     {recovered, {}}}};

}  // namespace
}  // namespace waste
