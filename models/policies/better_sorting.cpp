#include "models/policy.h"

namespace waste {
namespace {

/// Less of what is handed over is thrown out again: a better plant, clearer labels, buyers for what had none.
class BetterSorting final : public Policy {
 public:
  double saved = 0;  // [1]

  double diverted(double level) const override { return saved * level; }
};

const sim::Registered<Policy, BetterSorting> registered{
    "better_sorting", "Finds a use for part of what recycling stations sort out.", {
        {&BetterSorting::saved, "saved", "1", "part of what was sorted out that is sold on", 0, 1},
    },
    {"task 33", "task 43", "task 45"}};

}  // namespace
}  // namespace waste
