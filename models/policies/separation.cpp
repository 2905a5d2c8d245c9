#include "models/policy.h"

namespace waste {
namespace {

/// People keep apart what can be recycled or digested: coverage times participation times the part that can be told apart.
class Separation final : public Policy {
 public:
  double coverage = 0, participation = 0, separable = 0;  // [1]

  double separated(double level) const override { return coverage * participation * separable * level; }
};

const sim::Registered<Policy, Separation> registered{
    "separation", "People keep waste apart that then no longer goes with the residual rubbish.", {
        {&Separation::coverage, "coverage", "1", "part of the people who are served in addition", 0, 1},
        {&Separation::participation, "participation", "1", "part of those served who take part", 0, 1},
        {&Separation::separable, "separable", "1", "part of their rubbish that they keep apart", 0, 1},
    },
    {"task 34", "task 39"}};

}  // namespace
}  // namespace waste
