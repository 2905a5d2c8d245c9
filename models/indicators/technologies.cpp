#include "models/assessment/indicator.h"

namespace waste {
namespace {

class Technologies final : public Indicator {
 public:
  int number() const override { return 31; }
  std::string formula() const override {
    return "key technologies developed and put to use, cumulative; 2021 system";
  }
  double value(const Accounts& accounts, Months months) const override {
    return static_cast<double>(accounts.amount(Channel::reached, Accounts::until(months), "technologies"));
  }
};

const sim::Registered<Indicator, Technologies> registered{"31.annex", "Key technologies developed and put to use."};

}  // namespace
}  // namespace waste
