#include "models/indicator.h"

namespace waste {
namespace {

class HazardousWasteIntensity final : public Indicator {
 public:
  int number() const override { return 2; }
  std::string formula() const override {
    return "industrial hazardous waste arisen [t] / industrial value added [10^4 CNY]; 2019 trial system, item 1, split in 2021";
  }
  double value(const Accounts& accounts, Months months) const override {
    const double added = accounts.value_added(months);
    return added > 0 ? accounts.arisen(Category::hazardous, months) / added : undefined;
  }
};

const sim::Registered<Indicator, HazardousWasteIntensity> registered{
    "2.annex", "Industrial hazardous waste per industrial value added."};

}  // namespace
}  // namespace waste
