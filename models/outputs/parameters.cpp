// The sampled values of each replica, where parameters are uncertain.
#include "models/outputs/output.h"

namespace waste {
namespace {

template <class Get>
auto of_value(Get get) {
  return of_each([](const Frame& frame) -> const auto& { return frame.world.uncertain; }, get);
}

using Row = const UncertainValue&;
const sim::Names row{"path"};

const RegisteredOutputs registered{[] {
  return std::vector{
      make_output<Frame>({"parameters", {"抽取的参数", "drawn parameters"}, Moment::last, 6, {"path", "replica"}},
                         {
                             replica_dimension(),
                             {"path", {"路径", "path"}, row, {}, "", of_value([](Row v) { return v.path; })},
                             {"own_unit", {"单位", "unit"}, row, {}, "of the value and its range", of_value([](Row v) { return v.unit; })},
                             {"low", {"下限", "low"}, row, {}, "lower end of the range", of_value([](Row v) { return v.low; })},
                             {"mode", {"最可能值", "mode"}, row, {}, "the value as written", of_value([](Row v) { return v.mode; })},
                             {"high", {"上限", "high"}, row, {}, "upper end of the range", of_value([](Row v) { return v.high; })},
                             {"value",
                              {"抽取值", "value"},
                              {"replica", "path"},
                              unit_of_the_row,
                              "value of the replica",
                              [](const Frame&, const ReplicaView& replica) { return replica.world.drawn; }},
                         },
                         [](const Frame& frame) { return !frame.world.uncertain.empty(); })};
}};

}  // namespace
}  // namespace waste
