#include "models/policies/policy.h"

namespace waste {
namespace {

/// Adds capacity to a site, or a crew that reclaims an old heap. The delay of the start is the construction risk.
class NewCapacity final : public Policy {
 public:
  std::int64_t added = 0;      // [g/d]
  std::int64_t reclaimed = 0;  // [g/d]

  std::int64_t capacity(double level) const override { return static_cast<std::int64_t>(static_cast<double>(added) * level); }
  std::int64_t reclaim(double level) const override { return static_cast<std::int64_t>(static_cast<double>(reclaimed) * level); }
};

const sim::Registered<Policy, NewCapacity> registered{
    "new_capacity",
    {"新增能力", "new capacity"},
    {"自某日起为场所新增能力，投产可随机延误。", "Adds capacity to a site from a date on, with a random delay."},
    {
        {&NewCapacity::added, "capacity", "g/d", {"新增能力", "capacity added"}, -1e12, 1e12},
        {&NewCapacity::reclaimed, "reclaim", "g/d", {"每天从历史堆场回采的数量", "what is taken back from an old heap"}, 0, 1e12},
    }};

}  // namespace
}  // namespace waste
