#include "models/policies/policy.h"

namespace waste {
namespace {

/// A task of the plan that acts on nothing this model counts. It stands in the scenario so that the plan is complete, and so
/// that nobody takes its silence for an oversight.
class Recorded final : public Policy {};

const sim::Registered<Policy, Recorded> registered{
    "recorded", {"仅作登记", "recorded"},
    {"登记一项既不改变废物流向、也不影响指标的任务；不产生任何变化。",
     "Stands for a task that moves no waste and none of the indicators; changes nothing."}, {}, {"task 27"}};

}  // namespace
}  // namespace waste
