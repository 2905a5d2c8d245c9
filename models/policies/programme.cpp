#include "models/policies/policy.h"

namespace waste {
namespace {

/// Administrative work in steps: steps have predecessors, take an uncertain time, and may fail and be repeated. Each completed
/// step raises the level of the programme by its weight.
class Programme final : public Policy {
 public:
  sim::Steps work;
  double members = 0;    // [1]
  double added = 0;      // [1]
  double reduction = 0;  // [1]
  double brought = 0;    // [1]

  const sim::Steps* steps() const override { return &work; }
  double reach(double level) const override { return members * level; }
  double compliance_gain(double level) const override { return added * level; }
  double generation(double level) const override { return 1 - reduction * level; }
  double diverted(double level) const override { return brought * level; }
};

const sim::Registered<Policy, Programme> registered{
    "programme",
    {"分步实施的工作", "programme"},
    {"分步推进行政工作，成效随完成的步骤增长。",
     "Carries out administrative work step by step; what it achieves grows with the steps completed."},
    {
        {&Programme::work,
         "steps",
         "steps",
         {"各步骤的工期、前置步骤、成功概率和权重", "duration, after, success and weight of each step"}},
        {&Programme::members,
         "members",
         "1",
         {"全部完成时争取到的名录成员、制度文件或机制数", "members of registers, documents, mechanisms it wins when complete"},
         0,
         1e9},
        {&Programme::added, "diligence", "1", {"检查合格概率的增量", "added to the probability that what is checked is in order"}, -1, 1},
        {&Programme::reduction,
         "reduction",
         "1",
         {"不再产生的比例；负数为产生量增加", "part that no longer arises; negative: more arises"},
         -10,
         1},
        {&Programme::brought,
         "diverted",
         "1",
         {"送往指定场所而不再流向他处的比例", "part that is brought to its sites instead of elsewhere"},
         0,
         1},
    }};

}  // namespace
}  // namespace waste
