#include "models/assessment/indicator.h"

namespace waste {
namespace {

class Participation final : public Indicator {
 public:
  int number() const override { return 38; }
  std::string formula() const override {
    return "PROPOSAL: 100 * people and bodies asked who take part / asked in the survey of the year";
  }
  double value(const Accounts& accounts, Months months) const override {
    return accounts.pass_rate(months, "participation");
  }
};

const sim::Registered<Indicator, Participation> registered{"38.annex", "Participation of government, firms and public."};

}  // namespace
}  // namespace waste
