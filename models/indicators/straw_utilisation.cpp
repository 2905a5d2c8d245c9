#include "models/assessment/indicator.h"

namespace waste {
namespace {

/// Stubble is a separate stream, so straw generated is collectable straw.
double rate(const Accounts& accounts, Months months) {
  const double collectable = accounts.arisen(Category::straw, months);
  return collectable > 0 ? 100 * accounts.utilised(Category::straw, months) / collectable : undefined;
}

const RegisteredIndicators registered{
    {13,
     "annex",
     {"秸秆综合利用率", "Utilisation rate of straw"},
     {"秸秆肥料化（含还田）、饲料化、基料化、燃料化、原料化利用量÷秸秆可收集量×100%；2019年指标体系（试行）第16至20项",
      "100 * straw used as fertiliser (back into the soil included), feed, substrate, fuel, raw material / straw that can be "
      "collected; 2019 trial system, items 16-20"},
     {rate, {}}}};

}  // namespace
}  // namespace waste
