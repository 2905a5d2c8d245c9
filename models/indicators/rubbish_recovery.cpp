#include <set>

#include "models/assessment/indicator.h"

namespace waste {
namespace {

double digested(const Accounts& accounts, Months months) {
  return accounts.tonnes(Channel::consumed, Category::food_waste, months,
                         [&](const BookKey& key) { return accounts.of_kind(key.site, "digester"); });
}

/// What the digesters made of it that is neither used nor sold: burnt, buried or treated.
double residue(const Accounts& accounts, Months months) {
  std::set<StreamId> made;
  const auto [first, last] = accounts.rows_of(Channel::produced);
  for (std::size_t i = first; i < last; ++i)
    if (const BookKey& key = accounts.books().keys[i]; accounts.of_kind(key.site, "digester")) made.insert(key.stream);
  const auto lost = [&](const BookKey& key) { return made.contains(key.stream) && !accounts.of_kind(key.site, "digester"); };
  return accounts.tonnes(Channel::disposed, months, lost) + accounts.tonnes(Channel::landfilled, months, [&](const BookKey& key) {
    return lost(key) && accounts.of_kind(key.site, "landfill");
  });
}

double recycled(const Accounts& accounts, Months months) { return accounts.recovered(months) + digested(accounts, months); }

double recycled_net(const Accounts& accounts, Months months) {
  return recycled(accounts, months) - accounts.counted(-1, [&] { return residue(accounts, months); });
}

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
     about_waste({Category::rubbish}, share({{"回收量＋餐厨垃圾处理量", "recovered and digested"}, "t", recycled},
                                            {{"清运量＋回收量＋餐厨垃圾处理量", "collected, recovered and digested"}, "t", all}))},
    // What goes into a digester is not all recovered: its residue is burnt.
    {17,
     "net",
     {"生活垃圾回收利用率（扣除餐厨处理残渣）", "Part of household waste that is recycled or digested, without the residue of digestion"},
     {"（可回收物回收量＋餐厨垃圾处理量－餐厨处理残渣处置量）÷（生活垃圾清运量＋可回收物回收量＋餐厨垃圾处理量）×100%；其余同附件1口径",
      "100 * (R + K - residue of digestion that is burnt or buried) / (Q + R + K), otherwise as 17.annex"},
     about_waste({Category::rubbish},
                 share({{"回收量＋餐厨垃圾处理量－残渣", "recovered and digested, less the residue"}, "t", recycled_net},
                       {{"清运量＋回收量＋餐厨垃圾处理量", "collected, recovered and digested"}, "t", all}))}};

}  // namespace
}  // namespace waste
