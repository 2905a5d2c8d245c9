#include "models/policies/policy.h"

namespace waste {
namespace {

/// A stress case: a site loses part of its capacity for a time (from `starts` to `ends`).
class Outage final : public Policy {
 public:
  double lost = 1;  // [1]

  double outage(double level) const override { return lost * level; }
};

const sim::Registered<Policy, Outage> registered{
    "outage",
    {"设施停运", "outage"},
    {"在一段时间内使场所丧失部分能力；用于压力测试。", "Takes part of a site's capacity away for a time; a stress case."},
    {
        {&Outage::lost, "lost", "1", {"丧失的能力比例", "part of the capacity that is lost"}, 0, 1},
    }};

}  // namespace
}  // namespace waste
