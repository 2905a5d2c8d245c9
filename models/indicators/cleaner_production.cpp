#include "models/assessment/indicator.h"

namespace waste {
namespace {

class CleanerProduction final : public Indicator {
 public:
  int number() const override { return 3; }
  std::string formula() const override {
    return "firms whose cleaner-production audit passed evaluation, cumulative; the plan counts, the 2021 system takes the share";
  }
  double value(const Accounts& accounts, Months months) const override {
    return static_cast<double>(accounts.amount(Channel::reached, Accounts::until(months), "cleaner_audits"));
  }
};

const sim::Registered<Indicator, CleanerProduction> registered{"3.annex", "Firms that passed a cleaner-production audit."};

}  // namespace
}  // namespace waste
