#include "models/policy.h"

namespace waste {
namespace {

/// Part of what was put away comes to use: better processes, co-processing, an exchange between firms, treatment on site.
class Recovery final : public Policy {
 public:
  double share = 0;  // [1]

  double diverted(double level) const override { return share * level; }
};

const sim::Registered<Policy, Recovery> registered{
    "recovery", "Brings to use a part of what was put away at the named sites.", {
        {&Recovery::share, "share", "1", "part of what would not be used that then is", 0, 1},
    },
    {"task 9", "task 11", "task 12", "task 16", "task 62", "task 67", "task 69", "task 76", "task 89"}};

}  // namespace
}  // namespace waste
