#include "models/policies/policy.h"

namespace waste {
namespace {

/// Opens up a use or closes a leak. At a use: the share of material without a use that is brought there. At a site that loses
/// material: the share of the loss that is retained.
class Diversion final : public Policy {
 public:
  double share = 0;  // [1]

  double diverted(double level) const override { return share * level; }
};

const sim::Registered<Policy, Diversion> registered{
    "diversion",
    {"分流利用", "diversion"},
    {"将原本弃置或流失的一部分废物送往指定场所。", "Brings part of what would be left or lost to the named sites."},
    {
        {&Diversion::share,
         "share",
         "1",
         {"原本弃置或流失部分中送来的比例", "part of what would be left or lost that is brought here"},
         0,
         1},
    }};

}  // namespace
}  // namespace waste
