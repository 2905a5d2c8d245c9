#include "models/policies/policy.h"

namespace waste {
namespace {

/// Other districts deliver more or less waste.
class OutsideInflow final : public Policy {
 public:
  double change = 0;  // [1]

  double inflow(double level) const override { return 1 + change * level; }
};

const sim::Registered<Policy, OutsideInflow> registered{
    "outside_inflow",
    {"区外输入管控", "outside inflow"},
    {"改变其他区县运入的废物量。", "Changes what other districts bring in."},
    {
        {&OutsideInflow::change, "change", "1", {"输入量变化幅度；−100%为停止输入", "change of the inflow; -100 % stops it"}, -1, 100},
    }};

}  // namespace
}  // namespace waste
