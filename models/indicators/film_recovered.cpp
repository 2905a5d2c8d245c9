#include "models/assessment/indicator.h"

namespace waste {
namespace {

/// Recovered means received at the district's centre, whether film of this year or older [t].
double recovered(const Accounts& accounts, Months months) {
  return accounts.tonnes(Channel::received, Category::film, months,
                         [&](const BookKey& key) { return accounts.about(key.site, "film_centre"); });
}

/// Without what stayed in the field in earlier years and was picked up later, which no film used in the year corresponds to.
double recovered_of_use(const Accounts& accounts, Months months) {
  return accounts.tonnes(Channel::received, Category::film, months,
                         [&](const BookKey& key) { return accounts.about(key.site, "film_centre") && accounts.primary(key.stream); });
}

double recovered_since_base(const Accounts& accounts, Months months) { return recovered(accounts, accounts.after_base_year(months)); }

double used(const Accounts& accounts, Months months) { return accounts.arisen(Category::film, months); }

const RegisteredIndicators registered{
    {15,
     "annex",
     {"农膜年回收量", "Agricultural film recovered in a year"},
     {"当年运入区级废弃农膜贮运中心的量（吨），含捡拾的往年残膜",
      "film that comes in at the district's centre in the year, old film included [t]"},
     about_topics({"film_centre"}, about_waste({Category::film}, plain({{"回收量", "recovered"}, "t", recovered})))},
    // A target of so many tonnes "by" a year can also be read as a sum.
    {15,
     "cumulated",
     {"农膜累计回收量", "Agricultural film recovered since the base year"},
     {"基准年次年起累计运入区级废弃农膜贮运中心的量（吨），含捡拾的往年残膜",
      "film that has come in at the district's centre since the end of the base year, old film included [t]"},
     about_topics({"film_centre"},
                  about_waste({Category::film}, plain({{"累计回收量", "recovered since the base year"}, "t", recovered_since_base})))},
    // The national indicator.
    {15,
     "rate",
     {"农膜回收率", "Recovery rate of agricultural film"},
     {"农膜回收量（不含捡拾的往年残膜）÷当年农膜使用量×100%；2019年指标体系（试行）第16至20项",
      "100 * film recovered, without old film / film used in the same year; 2019 trial system, items 16-20"},
     about_topics({"film_centre"},
                  about_waste({Category::film}, ratio({{"回收量", "recovered"}, "t", recovered_of_use}, {{"使用量", "used"}, "t", used})))},
};

}  // namespace
}  // namespace waste
