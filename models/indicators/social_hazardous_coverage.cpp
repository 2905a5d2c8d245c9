#include "models/assessment/indicator.h"

namespace waste {
namespace {

class SocialHazardousCoverage final : public Indicator {
 public:
  int number() const override { return 22; }
  std::string formula() const override {
    return "100 * garages and school laboratories under contract / all of them, at the end of the period; "
           "2019 trial system, items 26-29";
  }
  double value(const Accounts& accounts, Months months) const override {
    const auto all = accounts.amount(Channel::units, Accounts::until(months), "social_sources");
    const auto served = accounts.amount(Channel::reached, Accounts::until(months), "social_sources");
    return all > 0 ? 100.0 * static_cast<double>(served) / static_cast<double>(all) : undefined;
  }
};

const sim::Registered<Indicator, SocialHazardousCoverage> registered{
    "22.annex", "Social sources of hazardous waste in the collection and disposal system."};

}  // namespace
}  // namespace waste
