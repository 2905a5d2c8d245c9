#include "models/assessment/indicator.h"

namespace waste {
namespace {

double used(const Accounts& accounts, Months months) { return accounts.utilised(Category::manure, months); }
double generated(const Accounts& accounts, Months months) { return accounts.arisen(Category::manure, months); }

const RegisteredIndicators registered{
    {14,
     "annex",
     {"畜禽粪污综合利用率", "Utilisation rate of livestock manure"},
     {"还田、生产沼气和有机肥利用的畜禽粪污量÷畜禽粪污产生量×100%；2019年指标体系（试行）第16至20项",
      "100 * manure used on land, in biogas plants, as organic fertiliser / manure generated; 2019 trial system, items 16-20"},
     about_waste({Category::manure}, share({{"利用量", "used"}, "t", used}, {{"产生量", "generated"}, "t", generated}))}};

}  // namespace
}  // namespace waste
