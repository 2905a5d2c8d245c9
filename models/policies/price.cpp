#include "models/policies/policy.h"

namespace waste {
namespace {

/// A gate fee, a levy, or (negative) a subsidy per tonne taken, with the price response of payers or recipients: given outright, or by
/// an elasticity, the relative change of what is ordered or arises over that of its price. Who brings a load pays, so that a buyer
/// who is paid has a lower price, and a source that pays a higher one.
class Price final : public Policy {
 public:
  std::int64_t amount = 0;           // [fen/t]
  double demand_response = 0;        // relative change of orders at full level [1]
  double generation_response = 0;    // relative change of generation at full level [1]
  std::int64_t reference = 0;        // the price without this policy [fen/t]
  double demand_elasticity = 0;      // [1]
  double generation_elasticity = 0;  // [1]

  std::int64_t price(double level) const override { return static_cast<std::int64_t>(static_cast<double>(amount) * level); }
  double demand(double level) const override { return (1 + demand_response * level) * (1 - demand_elasticity * dearer() * level); }
  double generation(double level) const override {
    return (1 + generation_response * level) * (1 + generation_elasticity * dearer() * level);
  }
  const char* missing_key() const override {
    const bool elastic = demand_elasticity != 0 || generation_elasticity != 0;
    return elastic && reference == 0 ? "reference" : nullptr;
  }

 private:
  /// Relative change of the price at full level, for who pays it [1].
  double dearer() const { return reference > 0 ? static_cast<double>(amount) / static_cast<double>(reference) : 0; }
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
        {&Price::reference,
         "reference",
         "fen/t",
         {"无此政策时的价格，弹性以此为基准", "the price without this policy, which elasticities are relative to"},
         1,
         1e9},
        {&Price::demand_elasticity,
         "demand_elasticity",
         "1",
         {"订购量的价格弹性：价格每升1%，订购量变化百分之几（一般为负）",
          "elasticity of orders: their change in % when their price rises by 1 %"},
         -10,
         10},
        {&Price::generation_elasticity,
         "generation_elasticity",
         "1",
         {"产生量的价格弹性：价格每升1%，产生量变化百分之几（一般为负）",
          "elasticity of what arises: its change in % when its price rises by 1 %"},
         -10,
         10},
    }};

}  // namespace
}  // namespace waste
