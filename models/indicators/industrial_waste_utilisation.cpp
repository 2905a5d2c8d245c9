#include "models/assessment/indicator.h"

namespace waste {
namespace {

double used(const Accounts& accounts, Months months) { return accounts.utilised(Category::general_industrial, months); }
double arisen(const Accounts& accounts, Months months) { return accounts.arisen(Category::general_industrial, months); }

double arisen_and_from_stock(const Accounts& accounts, Months months) {
  return accounts.arisen(Category::general_industrial, months) + accounts.utilised_from_stock(Category::general_industrial, months);
}

const RegisteredIndicators registered{
    {11,
     "annex",
     {"一般工业固体废物综合利用率", "Utilisation rate of general industrial waste"},
     {"综合利用量（含利用往年贮存量）÷（产生量＋利用往年贮存量）×100%；2019年指标体系（试行）第12至14项",
      "100 * used, stock of earlier years included / (arisen + used of stock of earlier years); 2019 trial system, items 12-14"},
     about_waste({Category::general_industrial},
                 share({{"综合利用量（含往年贮存）", "used, stock of earlier years included"}, "t", used},
                       {{"产生量＋利用往年贮存量", "arisen, and used of stock of earlier years"}, "t", arisen_and_from_stock}))},
    // As texts of plans often divide: by the generation of the year alone.
    {11,
     "text",
     {"一般工业固体废物综合利用率（不含往年贮存）", "Utilisation rate of general industrial waste, without stock of earlier years"},
     {"综合利用量÷当年产生量×100%", "100 * used / arisen in the same year"},
     about_waste({Category::general_industrial},
                 ratio({{"综合利用量", "used"}, "t", used}, {{"当年产生量", "arisen in the year"}, "t", arisen}))},
};

}  // namespace
}  // namespace waste
