#include "models/assessment/indicator.h"

namespace waste {
namespace {

class GreenFactories final : public Indicator {
 public:
  int number() const override { return 4; }
  std::string formula() const override {
    return "firms recognised as green factories, cumulative; the plan counts, the 2021 system takes the share";
  }
  double value(const Accounts& accounts, Months months) const override {
    return static_cast<double>(accounts.amount(Channel::reached, Accounts::until(months), "green_factories"));
  }
};

const sim::Registered<Indicator, GreenFactories> registered{"4.annex", "Firms recognised as green factories."};

}  // namespace
}  // namespace waste
