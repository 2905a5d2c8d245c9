#include "models/assessment/indicator.h"

namespace waste {
namespace {

/// A year without a case has no rate: the value is NaN, "no case".
class CriminalCases final : public Indicator {
 public:
  int number() const override { return 34; }
  std::string formula() const override {
    return "100 * cases filed / suspected crimes transferred; no value in a year without a case; 2021 system";
  }
  double value(const Accounts& accounts, Months months) const override {
    return accounts.pass_rate(months, "criminal_cases");
  }
};

const sim::Registered<Indicator, CriminalCases> registered{"34.annex", "Filing rate of criminal cases."};

}  // namespace
}  // namespace waste
