#include "models/assessment/indicator.h"

namespace waste {
namespace {

/// A year without a case has no rate: the value is NaN, "no case".
class DamageCompensation final : public Indicator {
 public:
  int number() const override { return 36; }
  std::string formula() const override {
    return "100 * cases in which compensation was opened / cases that qualify; no value in a year without a case; 2021 system";
  }
  double value(const Accounts& accounts, Months months) const override {
    return accounts.pass_rate(months, "damage_compensation");
  }
};

const sim::Registered<Indicator, DamageCompensation> registered{"36.annex", "Coverage of compensation for ecological damage."};

}  // namespace
}  // namespace waste
