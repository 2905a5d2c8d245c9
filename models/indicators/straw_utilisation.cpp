#include "models/assessment/indicator.h"

namespace waste {
namespace {

double used(const Accounts& accounts, Months months) { return accounts.utilised(Category::straw, months); }
/// Stubble is a separate stream, so straw generated is collectable straw.
double collectable(const Accounts& accounts, Months months) { return accounts.arisen(Category::straw, months); }

const RegisteredIndicators registered{
    {13,
     "annex",
     {"秸秆综合利用率", "Utilisation rate of straw"},
     {"秸秆肥料化（含还田）、饲料化、基料化、燃料化、原料化利用量÷秸秆可收集量×100%；2019年指标体系（试行）第16至20项",
      "100 * straw used as fertiliser (back into the soil included), feed, substrate, fuel, raw material / straw that can be "
      "collected; 2019 trial system, items 16-20"},
     about_waste({Category::straw}, share({{"利用量", "used"}, "t", used}, {{"可收集量", "collectable"}, "t", collectable}))}};

}  // namespace
}  // namespace waste
