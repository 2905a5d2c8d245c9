#include <algorithm>

#include "models/assessment/indicator.h"

namespace waste {
namespace {

/// The figure for the year before the base year comes from the district's data (economy.recovered_before), spread evenly over its
/// days.
double a_year_before(const Accounts& accounts, Months months) {
  if (months.first >= 12) return accounts.recovered({months.first - 12, months.count});
  const int base_year = std::min(12, accounts.books().months);
  const double days = accounts.days(months), of_year = accounts.days({0, base_year});
  return accounts.counted(days / of_year, [&] { return accounts.recovered_before(); }) * days / of_year;
}

double this_year(const Accounts& accounts, Months months) { return accounts.recovered(months); }

double growth(std::span<const double> terms) { return terms[1] > 0 ? 100 * (terms[0] / terms[1] - 1) : undefined; }

const RegisteredIndicators registered{
    {18,
     "annex",
     {"再生资源回收量增长率", "Growth of the recyclables recovered, year on year"},
     {"（可回收物回收量÷上一年回收量－1）×100%；回收量为交售量扣除分拣剔除量。"
      "基准年前一年的数值由区县数据给出",
      "100 * (recyclables recovered / recovered a year before - 1); recovered: handed over less what was sorted out. "
      "The year before the base year is data (economy.recovered_before)"},
     about_waste({Category::recyclables},
                 {{{{"回收量", "recovered"}, "t", this_year}, {{"上一年回收量", "recovered a year before"}, "t", a_year_before}},
                  growth})}};

}  // namespace
}  // namespace waste
