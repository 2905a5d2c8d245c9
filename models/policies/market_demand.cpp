#include "models/policies/policy.h"

namespace waste {
namespace {

/// Buyers order more or less: new uses, a green catalogue, a construction slump.
class MarketDemand final : public Policy {
 public:
  double change = 0;  // [1]

  double demand(double level) const override { return 1 + change * level; }
};

const sim::Registered<Policy, MarketDemand> registered{
    "market_demand",
    {"市场需求变化", "market demand"},
    {"改变用户的订购量。", "Changes what buyers order."},
    {
        {&MarketDemand::change, "change", "1", {"需求变化幅度；−30%为需求下滑", "change of demand; -30 % is a slump"}, -1, 100},
    }};

}  // namespace
}  // namespace waste
