// Weights of the replicas by what the plan prints of the base year, where parameters are uncertain (assessment/weights.h).
#include "models/assessment/weights.h"

#include "models/outputs/output.h"

namespace waste {
namespace {

std::vector<double> weights(const Frame&, const Collected& all) { return all.weights; }

std::vector<double> effective_so_far(const Frame&, const Collected& all) {
  std::vector<double> numbers;
  for (std::size_t n = 1; n <= all.weights.size(); ++n) numbers.push_back(effective_number(std::span(all.weights).first(n)));
  return numbers;
}

const RegisteredOutputs registered{[] {
  return std::vector{
      make_output<Frame>({"weights", {"各遍权重", "weights"}, Moment::last, 4, {"replica"}},
                         {
                             replica_dimension(),
                             {"weight", {"权重", "weight"}, {"replica"}, {}, "by the figures of the base year; they sum to 1", weights},
                             {"effective",
                              {"有效遍数", "effective number"},
                              {"replica"},
                              {},
                              "effective number of the replicas up to this one",
                              effective_so_far},
                         },
                         [](const Frame& frame) { return weighs_replicas(frame.world); })};
}};

}  // namespace
}  // namespace waste
