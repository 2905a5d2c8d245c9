#include "models/assessment/indicator.h"

namespace waste {
namespace {

/// Stubble is a stream of its own, so what is generated as straw is what can be collected.
class StrawUtilisation final : public Indicator {
 public:
  int number() const override { return 13; }
  std::string formula() const override {
    return "100 * straw used as fertiliser (back into the soil included), feed, substrate, fuel, raw material / straw that can be "
           "collected; 2019 trial system, items 16-20";
  }
  double value(const Accounts& accounts, Months months) const override {
    const double collectable = accounts.arisen(Category::straw, months);
    return collectable > 0 ? 100 * accounts.utilised(Category::straw, months) / collectable : undefined;
  }
};

const sim::Registered<Indicator, StrawUtilisation> registered{"13.annex", "Utilisation rate of straw."};

}  // namespace
}  // namespace waste
