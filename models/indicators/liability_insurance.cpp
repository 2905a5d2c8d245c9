#include "models/assessment/indicator.h"

namespace waste {
namespace {

class LiabilityInsurance final : public Indicator {
 public:
  int number() const override { return 30; }
  std::string formula() const override {
    return "100 * licensed hazardous-waste operators insured / licensed hazardous-waste operators; 2021 system";
  }
  double value(const Accounts& accounts, Months months) const override {
    return accounts.coverage(months, "liability_insurance");
  }
};

const sim::Registered<Indicator, LiabilityInsurance> registered{"30.annex", "Share of hazardous-waste operators with liability insurance."};

}  // namespace
}  // namespace waste
