#include "models/assessment/indicator.h"

namespace waste {
namespace {

bool construction(const Accounts& accounts, const BookKey& key) { return accounts.category_of(key.stream) == Category::construction; }

double generated(const Accounts& accounts, Months months) {
  return accounts.cubic_metres(Channel::generated, months, [&](const BookKey& key) { return construction(accounts, key); });
}

/// Share by volume of the uses counted [%].
Measure share_of_uses(bool (*counts)(const Accounts&, const BookKey&)) {
  const auto used = [counts](const Accounts& accounts, Months months) {
    return accounts.cubic_metres(Channel::utilised, months,
                                 [&](const BookKey& key) { return construction(accounts, key) && counts(accounts, key); });
  };
  return about_topics({"backfill"}, about_waste({Category::construction},
                                                share({{"利用量", "used"}, "m3", used}, {{"产生量", "generated"}, "m3", generated})));
}

const RegisteredIndicators registered{
    // New building materials only: made from waste by plants, fixed or mobile, and sold.
    {16,
     "strict",
     {"制成建材的建筑垃圾比例", "Construction waste made into building materials"},
     {"制成建材并售出的量（立方米）÷五类建筑垃圾产生量（立方米）×100%；2019年指标体系（试行）第16至20项",
      "100 * made into building materials and sold [m3] / generated, all five classes [m3]; 2019 trial system, items 16-20"},
     share_of_uses([](const Accounts& accounts, const BookKey& key) { return !accounts.primary(key.stream); })},
    // Materials, use on site, and spoil backfilled at another project.
    {16,
     "annex",
     {"建筑垃圾资源化利用率（作建材或工程回填）", "Construction waste used as material or as fill of projects"},
     {"（制成建材并售出的量＋工地就地利用量＋其他工地回填的渣土量）（立方米）÷五类建筑垃圾产生量（立方米）×100%",
      "100 * (made into building materials and sold + used on the site + spoil filled in at other projects) [m3] / "
      "generated, all five classes [m3]"},
     share_of_uses([](const Accounts& accounts, const BookKey& key) { return !accounts.about(key.site, "backfill"); })},
    // All uses, including restoration of pits and low land by filling. A mere fill is not a use.
    {16,
     "broad",
     {"建筑垃圾资源化利用率（含生态修复回填）", "Construction waste used, backfilling for restoration included"},
     {"（附件1口径的利用量＋生态修复回填量）（立方米）÷五类建筑垃圾产生量（立方米）×100%；2021年表述，系转述，未核对原文",
      "100 * (as 16.annex + backfilled to restore land) [m3] / generated, all five classes [m3]; wording of 2021, recalled"},
     share_of_uses([](const Accounts&, const BookKey&) { return true; })},
};

}  // namespace
}  // namespace waste
