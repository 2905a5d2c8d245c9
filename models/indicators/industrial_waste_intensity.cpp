#include "models/assessment/indicator.h"

namespace waste {
namespace {

double arisen(const Accounts& accounts, Months months) { return accounts.arisen(Category::general_industrial, months); }
double value_added(const Accounts& accounts, Months months) { return accounts.value_added(months); }

double output(const Accounts& accounts, Months months) { return accounts.output(months); }

Measure of_output(Measure measure) {
  measure.of_output = true;
  return measure;
}

const RegisteredIndicators registered{
    {1,
     "annex",
     {"一般工业固体废物产生强度", "General industrial waste per industrial value added"},
     {"一般工业固体废物产生量（吨）÷工业增加值（万元）；2019年指标体系（试行）第1项",
      "general industrial waste arisen [t] / industrial value added [10^4 CNY]; 2019 trial system, item 1"},
     about_waste({Category::general_industrial}, ratio({{"一般工业固体废物产生量", "general industrial waste arisen"}, "t", arisen},
                                                       {{"工业增加值", "industrial value added"}, "万元", value_added}, 1))},
    {1,
     "text",
     {"一般工业固体废物产生强度（按工业产出）", "General industrial waste per industrial output"},
     {"一般工业固体废物产生量（吨）÷工业产出（万元）；基准年工业产出由区县数据给出，与工业增加值同步增长",
      "general industrial waste arisen [t] / industrial output [10^4 CNY]; the output of the base year is data (economy.output) and "
      "grows as the value added does"},
     of_output(about_waste({Category::general_industrial},
                           ratio({{"一般工业固体废物产生量", "general industrial waste arisen"}, "t", arisen},
                                 {{"工业产出", "industrial output"}, "万元", output}, 1)))},
};

}  // namespace
}  // namespace waste
