#include "models/assessment/indicator.h"

namespace waste {
namespace {

class HazardousSpotChecks final : public Indicator {
 public:
  int number() const override { return 33; }
  std::string formula() const override {
    return "100 * units that pass / units checked for standardised management of hazardous waste; 2021 system";
  }
  double value(const Accounts& accounts, Months months) const override {
    return accounts.pass_rate(months, "hazardous_spot_checks");
  }
};

const sim::Registered<Indicator, HazardousSpotChecks> registered{"33.annex", "Pass rate of spot checks on hazardous waste."};

}  // namespace
}  // namespace waste
