#include "models/policy.h"

namespace waste {
namespace {

/// Part of what was put away comes to use: better processes, co-processing, an exchange between firms, treatment on site. Part
/// of what was left in the field or lost from a store is kept, or brought to the use that is named.
class Recovery final : public Policy {
 public:
  double share = 0;  // [1]

  double diverted(double level) const override { return share * level; }
};

const sim::Registered<Policy, Recovery> registered{
    "recovery", "Brings to use, or keeps, a part of what was put away, left or lost at the named sites.", {
        {&Recovery::share, "share", "1", "part of what would not be used that then is", 0, 1},
    },
    {"task 9", "task 11", "task 12", "task 16", "task 20", "task 22", "task 23", "task 24", "task 25", "task 41",
     "task 62", "task 67", "task 68", "task 69", "task 74", "task 76", "task 89"}};

}  // namespace
}  // namespace waste
