#include "models/assessment/indicator.h"

namespace waste {
namespace {

double rate(const Accounts& accounts, Months months) {
  const double recovered = accounts.recovered(months);
  const double digested = accounts.tonnes(Channel::consumed, Category::food_waste, months,
                                          [&](const BookKey& key) { return accounts.of_kind(key.site, "digester"); });
  const double collected = accounts.tonnes(Channel::received, Category::rubbish, months,
                                        [&](const BookKey& key) { return accounts.of_kind(key.counterpart, "township"); });
  const double all = collected + recovered + digested;
  return all > 0 ? 100 * (recovered + digested) / all : undefined;
}

const RegisteredIndicators registered{
    {17,
     "annex",
     {"生活垃圾回收利用率", "Part of household waste that is recycled or digested"},
     {"（可回收物回收量＋餐厨垃圾处理量）÷（生活垃圾清运量＋可回收物回收量＋餐厨垃圾处理量）×100%；"
      "可回收物回收量为交售量扣除分拣剔除量，清运量为各镇街运出量；生活垃圾统一计算口径",
      "100 * (R + K) / (Q + R + K): R recyclables handed over less what was sorted out, K food waste digested, "
      "Q rubbish collected in subdistricts and towns; unified formulas for household waste"},
     {rate, {}}}};

}  // namespace
}  // namespace waste
