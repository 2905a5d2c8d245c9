#include "models/policies/policy.h"

namespace waste {
namespace {

/// From its date on the named streams may not be landfilled at the named sites.
class LandfillLimit final : public Policy {
 public:
  bool may_landfill(double level) const override { return level <= 0; }
};

const sim::Registered<Policy, LandfillLimit> registered{
    "landfill_limit",
    {"填埋限制", "landfill limit"},
    {"禁止在指定场所填埋指定的废物种类。", "Forbids burying the named streams at the named sites."},
    {}};

}  // namespace
}  // namespace waste
