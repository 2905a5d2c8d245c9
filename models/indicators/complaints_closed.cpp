#include "models/assessment/indicator.h"

namespace waste {
namespace {

class ComplaintsClosed final : public Indicator {
 public:
  int number() const override { return 35; }
  std::string formula() const override {
    return "100 * complaints closed within the limit as the policies ask / complaints closed; 2021 system, a case counts when it is closed";
  }
  double value(const Accounts& accounts, Months months) const override {
    return accounts.pass_rate(months, "complaints");
  }
};

const sim::Registered<Indicator, ComplaintsClosed> registered{"35.annex", "Closing rate of complaints."};

}  // namespace
}  // namespace waste
