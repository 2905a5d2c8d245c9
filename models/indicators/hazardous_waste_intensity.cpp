#include "models/assessment/indicator.h"

namespace waste {
namespace {

double arisen(const Accounts& accounts, Months months) { return accounts.arisen(Category::hazardous, months); }
double value_added(const Accounts& accounts, Months months) { return accounts.value_added(months); }

const RegisteredIndicators registered{
    {2,
     "annex",
     {"工业危险废物产生强度", "Industrial hazardous waste per industrial value added"},
     {"工业危险废物产生量（吨）÷工业增加值（万元）；2019年指标体系（试行）第1项，2021年拆分",
      "industrial hazardous waste arisen [t] / industrial value added [10^4 CNY]; 2019 trial system, item 1, split in 2021"},
     about_waste({Category::hazardous}, ratio({{"工业危险废物产生量", "industrial hazardous waste arisen"}, "t", arisen},
                                              {{"工业增加值", "industrial value added"}, "万元", value_added}, 1))}};

}  // namespace
}  // namespace waste
