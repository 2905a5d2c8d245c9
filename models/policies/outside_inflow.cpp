#include "models/policies/policy.h"

namespace waste {
namespace {

/// Other districts bring more or less.
class OutsideInflow final : public Policy {
 public:
  double change = 0;  // [1]

  double inflow(double level) const override { return 1 + change * level; }
};

const sim::Registered<Policy, OutsideInflow> registered{
    "outside_inflow", "Changes what other districts bring in.", {
        {&OutsideInflow::change, "change", "1", "change of the inflow; -100 % stops it", -1, 100},
    },
    {"task 37"}};

}  // namespace
}  // namespace waste
