#include "models/assessment/indicator.h"

namespace waste {
namespace {

class Coordination final : public Indicator {
 public:
  int number() const override { return 27; }
  std::string formula() const override {
    return "PROPOSAL: 100 * coordination mechanisms at work / mechanisms that tasks 1-4, 66 and 89 and the two of 2020 make";
  }
  double value(const Accounts& accounts, Months months) const override {
    return accounts.coverage(months, "mechanisms");
  }
};

const sim::Registered<Indicator, Coordination> registered{"27.annex", "Coordination mechanisms at work."};

}  // namespace
}  // namespace waste
