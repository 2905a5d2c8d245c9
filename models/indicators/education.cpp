#include "models/assessment/indicator.h"

namespace waste {
namespace {

class Education final : public Indicator {
 public:
  int number() const override { return 37; }
  std::string formula() const override {
    return "PROPOSAL: 100 * people asked who know of the zero-waste city / people asked in the survey of the year";
  }
  double value(const Accounts& accounts, Months months) const override {
    return accounts.pass_rate(months, "awareness");
  }
};

const sim::Registered<Indicator, Education> registered{"37.annex", "Reach of publicity, education and training."};

}  // namespace
}  // namespace waste
