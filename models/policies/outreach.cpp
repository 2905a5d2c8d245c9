#include "models/policies/policy.h"

namespace waste {
namespace {

/// People and firms are persuaded: more members of a register comply, and inspections pass more often.
class Outreach final : public Policy {
 public:
  double members = 0;  // [1]
  double added = 0;    // [1]

  double reach(double level) const override { return members * level; }
  double compliance_gain(double level) const override { return added * level; }
};

const sim::Registered<Policy, Outreach> registered{
    "outreach",
    {"宣传动员", "outreach"},
    {"争取名录成员达标，并提高检查合格率。", "Wins members of registers, and makes what is inspected more often right."},
    {
        {&Outreach::members,
         "members",
         "1",
         {"全部完成时在每个场所争取达标的成员数", "members it wins at each site when complete"},
         0,
         1e9},
        {&Outreach::added, "diligence", "1", {"检查合格概率的增量", "added to the probability that what is checked is in order"}, -1, 1},
    }};

}  // namespace
}  // namespace waste
