#include "models/indicator.h"

namespace waste {
namespace {

class IndustrialWasteIntensity final : public Indicator {
 public:
  int number() const override { return 1; }
  std::string formula() const override {
    return "general industrial waste arisen [t] / industrial value added [10^4 CNY]; 2019 trial system, item 1";
  }
  double value(const Accounts& accounts, Months months) const override {
    const double added = accounts.value_added(months);
    return added > 0 ? accounts.arisen(Category::general_industrial, months) / added : undefined;
  }
};

const sim::Registered<Indicator, IndustrialWasteIntensity> registered{
    "1.annex", "General industrial waste per industrial value added."};

}  // namespace
}  // namespace waste
