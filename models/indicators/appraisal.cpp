#include "models/assessment/indicator.h"

namespace waste {
namespace {

class Appraisal final : public Indicator {
 public:
  int number() const override { return 28; }
  std::string formula() const override {
    return "1 while results count in the appraisal of officials, else 0; no task of the plan changes it";
  }
  double value(const Accounts& accounts, Months months) const override {
    return static_cast<double>(accounts.amount(Channel::reached, Accounts::until(months), "appraisal"));
  }
};

const sim::Registered<Indicator, Appraisal> registered{"28.annex", "Whether results count in the appraisal of officials."};

}  // namespace
}  // namespace waste
