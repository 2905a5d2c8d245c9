#include "models/policies/policy.h"

namespace waste {
namespace {

/// People separate what can be recycled or digested: coverage times participation times the separable part. Taken from `streams`,
/// separated as `into`.
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
    "separation",
    {"分类投放", "separation"},
    {"居民将废物单独投放，不再混入其他垃圾。", "People keep waste apart that then no longer goes with the residual rubbish."},
    {
        {&Separation::coverage, "coverage", "1", {"新增服务人口的比例", "part of the people who are served in addition"}, 0, 1},
        {&Separation::participation, "participation", "1", {"服务人口中参与分类的比例", "part of those served who take part"}, 0, 1},
        {&Separation::separable, "separable", "1", {"参与者垃圾中单独投放的比例", "part of their rubbish that they keep apart"}, 0, 1},
        {&Separation::into, "into", "stream", {"单独投放后归入的废物种类", "as what it is then collected"}},
    }};

}  // namespace
}  // namespace waste
