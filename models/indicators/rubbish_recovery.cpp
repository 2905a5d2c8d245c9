#include "models/assessment/indicator.h"

namespace waste {
namespace {

double digested(const Accounts& accounts, Months months) {
  return accounts.tonnes(Channel::consumed, Category::food_waste, months,
                         [&](const BookKey& key) { return accounts.of_kind(key.site, "digester"); });
}

double recycled(const Accounts& accounts, Months months) { return accounts.recovered(months) + digested(accounts, months); }

double all(const Accounts& accounts, Months months) {
  const double collected = accounts.tonnes(Channel::received, Category::rubbish, months,
                                           [&](const BookKey& key) { return accounts.of_kind(key.counterpart, "township"); });
  return collected + accounts.recovered(months) + digested(accounts, months);
}

const RegisteredIndicators registered{
    {17,
     "annex",
     {"生活垃圾回收利用率", "Part of household waste that is recycled or digested"},
     {"（可回收物回收量＋餐厨垃圾处理量）÷（生活垃圾清运量＋可回收物回收量＋餐厨垃圾处理量）×100%；"
      "可回收物回收量为交售量扣除分拣剔除量，清运量为各镇街运出量；生活垃圾统一计算口径",
      "100 * (R + K) / (Q + R + K): R recyclables handed over less what was sorted out, K food waste digested, "
      "Q rubbish collected in subdistricts and towns; unified formulas for household waste"},
     share({{"回收量＋餐厨垃圾处理量", "recovered and digested"}, "t", recycled},
           {{"清运量＋回收量＋餐厨垃圾处理量", "collected, recovered and digested"}, "t", all})}};

}  // namespace
}  // namespace waste
