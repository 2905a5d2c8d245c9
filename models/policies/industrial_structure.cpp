#include "models/policies/policy.h"

namespace waste {
namespace {

/// Industry shifts to branches with high value added and little waste: their value added counts, without the usual waste.
class IndustrialStructure final : public Policy {
 public:
  double added = 0;  // [1]

  double value_added(double level) const override { return 1 + added * level; }
};

const sim::Registered<Policy, IndustrialStructure> registered{
    "industrial_structure",
    {"产业结构调整", "industrial structure"},
    {"发展产废少的新兴产业，增加工业增加值。", "New branches add value with little waste."},
    {
        {&IndustrialStructure::added,
         "value_added",
         "1",
         {"全部到位时在现状之上增加的增加值比例", "value added on top of the present, when complete"},
         -1,
         10},
    }};

}  // namespace
}  // namespace waste
