#include "models/assessment/indicator.h"

namespace waste {
namespace {

double bottles(Channel channel, const Accounts& accounts, Months months) {
  return accounts.tonnes(channel, months, [&](const BookKey& key) {
    return accounts.about(key.site, "health") && accounts.category_of(key.stream) != Category::medical;
  });
}

double arisen(const Accounts& accounts, Months months) { return bottles(Channel::generated, accounts, months); }

/// Recyclables that are not separated go with the medical waste and are lost.
double recovered(const Accounts& accounts, Months months) {
  return arisen(accounts, months) - accounts.counted(-1, [&] { return bottles(Channel::consumed, accounts, months); });
}

const RegisteredIndicators registered{
    {19,
     "annex",
     {"医疗卫生机构可回收物回收率", "Recyclables of health institutions that are recovered"},
     {"医疗卫生机构单独存放的可回收物量÷其产生的可回收物量×100%；取自指标名称，未找到官方公式",
      "100 * recyclables kept apart in health institutions / recyclables arisen there; name of the indicator, no official "
      "formula found"},
     about_topics({"health"}, share({{"单独存放量", "kept apart"}, "t", recovered}, {{"产生量", "arisen"}, "t", arisen}))}};

}  // namespace
}  // namespace waste
