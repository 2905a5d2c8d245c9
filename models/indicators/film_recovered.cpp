#include "models/assessment/indicator.h"

namespace waste {
namespace {

/// Recovered means received at the district's centre, whether film of this year or older [t].
double recovered(const Accounts& accounts, Months months) {
  return accounts.tonnes(Channel::received, Category::film, months,
                         [&](const BookKey& key) { return accounts.about(key.site, "film_centre"); });
}

double used(const Accounts& accounts, Months months) { return accounts.arisen(Category::film, months); }

const RegisteredIndicators registered{
    {15,
     "annex",
     {"农膜年回收量", "Agricultural film recovered in a year"},
     {"当年运入区级废弃农膜贮运中心的量（吨）", "film that comes in at the district's centre in the year [t]"},
     about_topics({"film_centre"}, plain({{"回收量", "recovered"}, "t", recovered}))},
    // The national indicator; above 100 % when old film is cleared from the fields.
    {15,
     "rate",
     {"农膜回收率", "Recovery rate of agricultural film"},
     {"农膜回收量÷当年农膜使用量×100%；2019年指标体系（试行）第16至20项",
      "100 * film recovered / film used in the same year; 2019 trial system, items 16-20"},
     ratio({{"回收量", "recovered"}, "t", recovered}, {{"使用量", "used"}, "t", used})},
};

}  // namespace
}  // namespace waste
