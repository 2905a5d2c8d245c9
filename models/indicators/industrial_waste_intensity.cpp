#include "models/assessment/indicator.h"

namespace waste {
namespace {

double arisen(const Accounts& accounts, Months months) { return accounts.arisen(Category::general_industrial, months); }
double value_added(const Accounts& accounts, Months months) { return accounts.value_added(months); }

/// The text prints 0.087 without naming the denominator: 70.89 万t / 0.087 = 814.8 亿元, 3.81 times the value added. The denominator
/// is assumed to grow like the value added.
double implied_output(const Accounts& accounts, Months months) {
  constexpr double factor = 814.8 / 213.9;
  return factor * accounts.counted(factor, [&] { return accounts.value_added(months); });
}

const RegisteredIndicators registered{
    {1,
     "annex",
     {"一般工业固体废物产生强度", "General industrial waste per industrial value added"},
     {"一般工业固体废物产生量（吨）÷工业增加值（万元）；2019年指标体系（试行）第1项",
      "general industrial waste arisen [t] / industrial value added [10^4 CNY]; 2019 trial system, item 1"},
     ratio({{"一般工业固体废物产生量", "general industrial waste arisen"}, "t", arisen},
           {{"工业增加值", "industrial value added"}, "万元", value_added}, 1)},
    {1,
     "text",
     {"一般工业固体废物产生强度（方案正文口径）", "General industrial waste per the output that the plan's text implies"},
     {"一般工业固体废物产生量（吨）÷（814.8÷213.9×工业增加值（万元））；分母由方案正文的0.087反推",
      "general industrial waste arisen [t] / (814.8 / 213.9 * industrial value added [10^4 CNY]); the denominator that the "
      "0.087 of the plan's text implies"},
     ratio({{"一般工业固体废物产生量", "general industrial waste arisen"}, "t", arisen},
           {{"正文隐含的产出", "output that the text implies"}, "万元", implied_output}, 1)},
};

}  // namespace
}  // namespace waste
