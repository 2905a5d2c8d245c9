#include "models/policies/policy.h"

namespace waste {
namespace {

/// Industry shifts to branches that add value with little waste: what they add counts, and brings none of the usual waste.
class IndustrialStructure final : public Policy {
 public:
  double added = 0;  // [1]

  double value_added(double level) const override { return 1 + added * level; }
};

const sim::Registered<Policy, IndustrialStructure> registered{
    "industrial_structure", "New branches add value with little waste.", {
        {&IndustrialStructure::added, "value_added", "1", "value added on top of the present, when complete", -1, 10},
    },
    {"task 6", "task 7", "project 3"}};

}  // namespace
}  // namespace waste
