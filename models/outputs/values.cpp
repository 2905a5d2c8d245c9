// Every input value, with its range, status and source.
#include "models/outputs/output.h"

namespace waste {
namespace {

template <class Get>
auto of_value(Get get) {
  return of_each([](const Frame& frame) -> const auto& { return frame.world.scenario.values(); }, get);
}

using Row = const InputValue&;
const sim::Names row{"path"};

const RegisteredOutputs registered{[] {
  return std::vector{make_output(
      {"values", {"输入数据", "input values"}, Moment::first, 1, row},
      {
          Column<Frame>{"path", {"路径", "path"}, row, {}, "", of_value([](Row v) { return v.path; })},
          {"value", {"数值", "value"}, row, {}, "as written, with unit", of_value([](Row v) { return v.value; })},
          {"low", {"下限", "low"}, row, {}, "", of_value([](Row v) { return v.low; })},
          {"high", {"上限", "high"}, row, {}, "", of_value([](Row v) { return v.high; })},
          {"status", {"性质", "status"}, row, {}, "plan, derived, assumption or scenario", of_value([](Row v) { return v.status; })},
          {"source", {"来源", "source"}, row, {}, "", of_value([](Row v) { return v.source; })},
          {"printed", {"方案原文", "as printed"}, row, {}, "the figure as the plan prints it", of_value([](Row v) { return v.printed; })},
          {"origin", {"文件和行", "file and line"}, row, {}, "file and line", of_value([](Row v) { return v.origin; })},
      })};
}};

}  // namespace
}  // namespace waste
