#include "models/policies/policy.h"

namespace waste {
namespace {

/// People keep apart what can be recycled or digested: coverage times participation times the part that can be told apart.
/// `streams` says out of what, `into` as what.
class Separation final : public Policy {
 public:
  double coverage = 0, participation = 0, separable = 0;  // [1]

  StreamRef into;

  Separated separated(double level) const override {
    if (!into) return {};
    return {into.index, coverage * participation * separable * level};
  }
};

const sim::Registered<Policy, Separation> registered{
    "separation", "People keep waste apart that then no longer goes with the residual rubbish.", {
        {&Separation::coverage, "coverage", "1", "part of the people who are served in addition", 0, 1},
        {&Separation::participation, "participation", "1", "part of those served who take part", 0, 1},
        {&Separation::separable, "separable", "1", "part of their rubbish that they keep apart", 0, 1},
        {&Separation::into, "into", "stream", "as what it is then collected"},
    },
    {"task 32", "task 33", "task 34", "task 39", "task 40", "task 42", "task 43", "task 44", "task 60"}};

}  // namespace
}  // namespace waste
