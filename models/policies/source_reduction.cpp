#include "models/policies/policy.h"

namespace waste {
namespace {

/// Less waste is generated at the source: cleaner processes, treatment on site, or (negative) more of it.
class SourceReduction final : public Policy {
 public:
  double reduction = 0;  // [1]

  double generation(double level) const override { return 1 - reduction * level; }
};

const sim::Registered<Policy, SourceReduction> registered{
    "source_reduction",
    {"源头减量", "source reduction"},
    {"减少场所的废物产生量或某些废物种类的产生量。", "Reduces what arises at sites or in streams."},
    {
        {&SourceReduction::reduction,
         "reduction",
         "1",
         {"不再产生的比例；负数为产生量增加", "part that no longer arises; negative: more arises"},
         -10,
         1},
    }};

}  // namespace
}  // namespace waste
