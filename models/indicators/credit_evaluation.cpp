#include "models/assessment/indicator.h"

namespace waste {
namespace {

class CreditEvaluation final : public Indicator {
 public:
  int number() const override { return 29; }
  std::string formula() const override {
    return "100 * solid-waste firms in the environmental credit evaluation / all solid-waste firms; 2021 system";
  }
  double value(const Accounts& accounts, Months months) const override {
    return accounts.coverage(months, "credit_evaluation");
  }
};

const sim::Registered<Indicator, CreditEvaluation> registered{"29.annex", "Share of solid-waste firms in the environmental credit evaluation."};

}  // namespace
}  // namespace waste
