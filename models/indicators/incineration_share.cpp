#include "models/indicator.h"
#include "models/world.h"

namespace waste {
namespace {

/// A landfill kept for emergencies counts on the days on which it takes something. So a furnace out of order or stations that
/// cannot cope lower the share, and what keeps rubbish away from the landfill raises it.
class IncinerationShare final : public Indicator {
 public:
  int number() const override { return 24; }
  std::string formula() const override {
    return "100 * incineration capacity / (incineration capacity + landfill capacity * share of days on which it was used), "
           "at the end of the period, for rubbish; plan, annex 1, indicator 24, the days by the model";
  }
  double value(const Accounts& accounts, Months months) const override {
    const double burnt = accounts.capacity("incinerator", Category::rubbish, months);
    double buried = 0;
    for (SiteId site = 0; site < accounts.world().sites.size(); ++site)
      if (accounts.of_kind(site, "landfill"))
        if (const double capacity = accounts.capacity(site, Category::rubbish, months); capacity > 0)
          buried += capacity * days_used(accounts, site, months) / accounts.days(months);
    return burnt + buried > 0 ? 100 * burnt / (burnt + buried) : undefined;
  }

 private:
  static double days_used(const Accounts& accounts, SiteId site, Months months) {
    const auto busy = accounts.amount(Channel::busy, months, [&](const BookKey& key) { return key.site == site; });
    return static_cast<double>(busy) / static_cast<double>(sim::seconds_per_day);
  }
};

const sim::Registered<Indicator, IncinerationShare> registered{"24.annex", "Share of incineration in the capacity for rubbish."};

}  // namespace
}  // namespace waste
