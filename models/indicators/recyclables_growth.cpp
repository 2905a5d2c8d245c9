#include <algorithm>

#include "models/assessment/indicator.h"

namespace waste {
namespace {

/// The year before the first is a figure of the district (economy.recovered_before), spread evenly over its days.
class RecyclablesGrowth final : public Indicator {
 public:
  int number() const override { return 18; }
  std::string formula() const override {
    return "100 * (recyclables recovered / recovered a year before - 1); recovered: handed over less what was sorted out. "
           "The year before the first is data, derived from the plan's own 4.4 % for 2020";
  }
  double value(const Accounts& accounts, Months months) const override {
    const double before = a_year_before(accounts, months);
    return before > 0 ? 100 * (accounts.recovered(months) / before - 1) : undefined;
  }

 private:
  static double a_year_before(const Accounts& accounts, Months months) {
    if (months.first >= 12) return accounts.recovered({months.first - 12, months.count});
    const int first_year = std::min(12, accounts.books().months);
    return accounts.recovered_before() * accounts.days(months) / accounts.days({0, first_year});
  }
};

const sim::Registered<Indicator, RecyclablesGrowth> registered{"18.annex", "Growth of the recyclables recovered, year on year."};

}  // namespace
}  // namespace waste
