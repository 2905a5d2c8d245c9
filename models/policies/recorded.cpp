#include "models/policies/policy.h"

namespace waste {
namespace {

/// A task of the plan without effect on anything modelled. It is recorded so that the plan is complete and its lack of effect is
/// not mistaken for an oversight.
class Recorded final : public Policy {
 public:
  bool acts() const override { return false; }
};

const sim::Registered<Policy, Recorded> registered{"recorded",
                                                   {"仅作登记", "recorded"},
                                                   {"登记一项既不改变废物流向、也不影响指标的任务；不产生任何变化。",
                                                    "Stands for a task that moves no waste and none of the indicators; changes nothing."},
                                                   {}};

}  // namespace
}  // namespace waste
