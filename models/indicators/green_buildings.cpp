#include "models/assessment/indicator.h"

namespace waste {
namespace {

class GreenBuildings final : public Indicator {
 public:
  int number() const override { return 6; }
  std::string formula() const override {
    return "100 * floor area of completed green buildings [m2] / floor area of all completed civil buildings [m2]; "
           "wording of 2021, recalled";
  }
  double value(const Accounts& accounts, Months months) const override {
    const auto completed = static_cast<double>(accounts.amount(Channel::checked, months, "green_building"));
    return completed > 0 ? 100 * static_cast<double>(accounts.amount(Channel::passed, months, "green_building")) / completed : undefined;
  }
};

const sim::Registered<Indicator, GreenBuildings> registered{"6.annex", "Green buildings, of the floor area completed."};

}  // namespace
}  // namespace waste
