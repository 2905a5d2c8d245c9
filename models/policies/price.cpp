#include "models/policies/policy.h"

namespace waste {
namespace {

/// A gate fee, a levy, or (negative) a subsidy per tonne taken, with the price response of payers or recipients.
class Price final : public Policy {
 public:
  std::int64_t amount = 0;         // [fen/t]
  double demand_response = 0;      // relative change of orders at full level [1]
  double generation_response = 0;  // relative change of generation at full level [1]

  std::int64_t price(double level) const override { return static_cast<std::int64_t>(static_cast<double>(amount) * level); }
  double demand(double level) const override { return 1 + demand_response * level; }
  double generation(double level) const override { return 1 + generation_response * level; }
};

const sim::Registered<Policy, Price> registered{
    "price",
    {"收费与补贴", "price"},
    {"按吨收取处理费、税费或给予补贴，以及由此引起的行为变化。", "A gate fee, levy or subsidy per tonne, and how people respond."},
    {
        {&Price::amount,
         "amount",
         "fen/t",
         {"运来废物者每吨支付的金额；负数为补贴", "paid by who brings a load; negative: a subsidy"},
         -1e9,
         1e9},
        {&Price::demand_response, "demand_response", "1", {"相关场所订购量的变化幅度", "change of orders at these sites"}, -1, 10},
        {&Price::generation_response,
         "generation_response",
         "1",
         {"相关场所产生量的变化幅度", "change of what arises at these sites"},
         -1,
         10},
    }};

}  // namespace
}  // namespace waste
