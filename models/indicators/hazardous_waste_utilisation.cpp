#include "models/assessment/indicator.h"

namespace waste {
namespace {

double used(const Accounts& accounts, Months months) { return accounts.utilised(Category::hazardous, months); }

double treated(const Accounts& accounts, Months months) {
  return accounts.utilised(Category::hazardous, months) + accounts.disposed(Category::hazardous, months);
}

double arisen_and_from_stock(const Accounts& accounts, Months months) {
  return accounts.arisen(Category::hazardous, months) + accounts.utilised_from_stock(Category::hazardous, months);
}

const RegisteredIndicators registered{
    {12,
     "annex",
     {"工业危险废物综合利用率（占利用处置量）", "Utilisation rate of industrial hazardous waste, of what was treated"},
     {"综合利用量÷（综合利用量＋处置量）×100%", "100 * used / (used + disposed)"},
     about_waste({Category::hazardous},
                 share({{"综合利用量", "used"}, "t", used}, {{"利用处置量", "used and disposed of"}, "t", treated}))},
    {12,
     "formula",
     {"工业危险废物综合利用率（占产生量）", "Utilisation rate of industrial hazardous waste, of what arose"},
     {"综合利用量÷（产生量＋利用往年贮存量）×100%；比照指标11，2021年指标体系",
      "100 * used / (arisen + used of stock of earlier years); by analogy with indicator 11, 2021 system"},
     about_waste({Category::hazardous},
                 share({{"综合利用量", "used"}, "t", used},
                       {{"产生量＋利用往年贮存量", "arisen, and used of stock of earlier years"}, "t", arisen_and_from_stock}))},
};

}  // namespace
}  // namespace waste
