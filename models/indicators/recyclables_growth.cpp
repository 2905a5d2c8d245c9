#include <algorithm>

#include "models/assessment/indicator.h"

namespace waste {
namespace {

/// The figure for the year before the first comes from the district's data (economy.recovered_before), spread evenly over its
/// days.
double a_year_before(const Accounts& accounts, Months months) {
  if (months.first >= 12) return accounts.recovered({months.first - 12, months.count});
  const int first_year = std::min(12, accounts.books().months);
  return accounts.recovered_before() * accounts.days(months) / accounts.days({0, first_year});
}

double growth(const Accounts& accounts, Months months) {
  const double before = a_year_before(accounts, months);
  return before > 0 ? 100 * (accounts.recovered(months) / before - 1) : undefined;
}

const RegisteredIndicators registered{
    {18,
     "annex",
     {"再生资源回收量增长率", "Growth of the recyclables recovered, year on year"},
     {"（可回收物回收量÷上一年回收量－1）×100%；回收量为交售量扣除分拣剔除量。"
      "基准年前一年的数值为数据，由方案2020年的4.4%推导",
      "100 * (recyclables recovered / recovered a year before - 1); recovered: handed over less what was sorted out. "
      "The year before the first is data, derived from the plan's own 4.4 % for 2020"},
     {growth, {}}}};

}  // namespace
}  // namespace waste
