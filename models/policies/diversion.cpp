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
    },
    {"task 3",  "task 9",  "task 11", "task 12", "task 16", "task 20", "task 22",   "task 23",   "task 24", "task 25",
     "task 33", "task 41", "task 43", "task 45", "task 46", "task 47", "task 50",   "task 52",   "task 62", "task 67",
     "task 68", "task 69", "task 74", "task 76", "task 77", "task 89", "project 8", "project 12"}};

}  // namespace
}  // namespace waste
