#include "models/assessment/indicator.h"

namespace waste {
namespace {

bool construction(const Accounts& accounts, const BookKey& key) { return accounts.category_of(key.stream) == Category::construction; }

double generated(const Accounts& accounts, Months months) {
  return accounts.cubic_metres(Channel::generated, months, [&](const BookKey& key) { return construction(accounts, key); });
}

/// Share by volume of the uses counted [%].
Measure share(bool (*counts)(const Accounts&, const BookKey&)) {
  return {[counts](const Accounts& accounts, Months months) {
            const double arisen = generated(accounts, months);
            const double used = accounts.cubic_metres(Channel::utilised, months, [&](const BookKey& key) {
              return construction(accounts, key) && counts(accounts, key);
            });
            return arisen > 0 ? 100 * used / arisen : undefined;
          },
          {}};
}

const RegisteredIndicators registered{
    // New building materials alone: what plants, fixed or mobile, made of waste and somebody bought.
    {16,
     "strict",
     {"制成建材的建筑垃圾比例", "Construction waste made into building materials"},
     {"制成建材并售出的量（立方米）÷五类建筑垃圾产生量（立方米）×100%；2019年指标体系（试行）第16至20项",
      "100 * made into building materials and sold [m3] / generated, all five classes [m3]; 2019 trial system, items 16-20"},
     share([](const Accounts& accounts, const BookKey& key) { return !accounts.primary(key.stream); })},
    // As the plan must have counted in 2020: materials, use on the site, and spoil that fills in at another project.
    {16,
     "annex",
     {"建筑垃圾资源化利用率（作建材或工程回填）", "Construction waste used as material or as fill of projects"},
     {"（制成建材并售出的量＋工地就地利用量＋其他工地回填的渣土量）（立方米）÷五类建筑垃圾产生量（立方米）×100%；"
      "该口径下可得出2020年的65÷692（决策记录60）",
      "100 * (made into building materials and sold + used on the site + spoil filled in at other projects) [m3] / "
      "generated, all five classes [m3]; so that 65 of 692 of 2020 can be reached (decision 60)"},
     share([](const Accounts& accounts, const BookKey& key) { return !accounts.about(key.site, "backfill"); })},
    // All uses, the filling of pits and low land for their restoration included. A fill that merely fills up is no use.
    {16,
     "broad",
     {"建筑垃圾资源化利用率（含生态修复回填）", "Construction waste used, backfilling for restoration included"},
     {"（附件1口径的利用量＋生态修复回填量）（立方米）÷五类建筑垃圾产生量（立方米）×100%；2021年表述，系转述，未核对原文",
      "100 * (as 16.annex + backfilled to restore land) [m3] / generated, all five classes [m3]; wording of 2021, recalled"},
     share([](const Accounts&, const BookKey&) { return true; })},
};

}  // namespace
}  // namespace waste
