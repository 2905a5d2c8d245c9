#include "models/indicator.h"

namespace waste {
namespace {

class IncinerationShare final : public Indicator {
 public:
  int number() const override { return 24; }
  std::string formula() const override {
    return "100 * incineration capacity / (incineration + landfill capacity for rubbish) in service at the end of the period; "
           "structural: 100 while no landfill takes rubbish";
  }
  double value(const Accounts& accounts, Months months) const override {
    const double burnt = accounts.capacity("incinerator", Category::rubbish, months);
    const double buried = accounts.capacity("landfill", Category::rubbish, months);
    return burnt + buried > 0 ? 100 * burnt / (burnt + buried) : undefined;
  }
};

const sim::Registered<Indicator, IncinerationShare> registered{"24.annex", "Share of incineration in the capacity for rubbish."};

}  // namespace
}  // namespace waste
