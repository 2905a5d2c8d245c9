#include "models/assessment/indicator.h"

namespace waste {
namespace {

/// Working stocks in yards are not counted as stored.
double disposed(const Accounts& accounts, Months months) { return accounts.disposed(Category::general_industrial, months); }

const RegisteredIndicators registered{
    {23,
     "annex",
     {"一般工业固体废物贮存处置量较基准年下降幅度", "Decrease of general industrial waste stored or disposed since the base year"},
     {"（基准年贮存处置量－当年贮存处置量）÷基准年贮存处置量×100%；2019年指标体系（试行）第29项",
      "100 * (stored and disposed in the base year - stored and disposed) / stored and disposed in the base year; 2019 trial system, "
      "item 29"},
     about_waste({Category::general_industrial}, decrease({"基准年贮存处置量", "stored or disposed of, base year"},
                                                          {{"当年贮存处置量", "stored or disposed of"}, "t", disposed}))}};

}  // namespace
}  // namespace waste
