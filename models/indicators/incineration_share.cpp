#include "models/assessment/indicator.h"

namespace waste {
namespace {

/// A landfill kept for emergencies counts as far as it is used, not because it is there. So a furnace out of order or stations
/// that cannot cope lower the share, and what keeps rubbish away from the landfill raises it.
class IncinerationShare final : public Indicator {
 public:
  int number() const override { return 24; }
  std::string formula() const override {
    return "100 * incineration capacity / (incineration capacity + landfill capacity * part of it used in the period), for rubbish; "
           "plan, annex 1, indicator 24; that landfill counts only as far as it is used is the model's reading";
  }
  double value(const Accounts& accounts, Months months) const override {
    const double burnt = accounts.capacity("incinerator", Category::rubbish, months);
    const double buried = accounts.tonnes(Channel::landfilled, Category::rubbish, months) / accounts.days(months);  // = capacity * part used
    return burnt + buried > 0 ? 100 * burnt / (burnt + buried) : undefined;
  }
};

const sim::Registered<Indicator, IncinerationShare> registered{"24.annex", "Share of incineration in the capacity for rubbish."};

}  // namespace
}  // namespace waste
