// The plan's figures for the base year, compared with the simulated ones.
#include "models/assessment/hindcast.h"

#include "models/outputs/output.h"

namespace waste {
namespace {

template <class Get>
auto of_row(Get get) {
  return of_each([](const Frame& frame) -> const auto& { return frame.world.plan.hindcast; }, get);
}

std::vector<double> values_of(const Frame& frame, const ReplicaView& replica) {
  std::vector<double> values;
  for (const auto& row : frame.world.plan.hindcast) values.push_back(simulated(row, replica.accounts).value_or(undefined));
  return values;
}

std::vector<std::string> verdicts(const Frame& frame, const Collected& all) {
  std::vector<std::string> result;
  for (const Summary& summary : all.summaries("hindcast/value"))
    result.push_back(verdict(frame.world.plan.hindcast[result.size()], summary.mean));
  return result;
}

using Row = const HindcastFacts&;
const sim::Names row{"figure"};
const Unit& own = unit_of_the_row;

const RegisteredOutputs registered{[] {
  return std::vector{make_output<Frame>(
      {"hindcast", {"首年对照", "hindcast"}, Moment::last, 3, row},
      {
          replica_dimension(),
          {"figure", {"数值", "figure"}, row, {}, "key of the row", of_row([](Row r) { return r.id; })},
          {"label_zh", {"中文名称", "Chinese name"}, row, {}, "", of_row([](Row r) { return r.name.zh; })},
          {"label_en", {"英文名称", "English name"}, row, {}, "", of_row([](Row r) { return r.name.en; })},
          {"stated", {"方案数值", "stated"}, row, {}, "of the base year, in the unit of the row", of_row([](Row r) { return r.stated; })},
          {"printed", {"方案原文", "as printed"}, row, {}, "as the plan prints it; empty: derived", of_row([](Row r) {
             return r.printed;
           })},
          {"own_unit", {"单位", "unit"}, row, {}, "of stated, value and mean", of_row([](Row r) { return r.unit; })},
          {"tolerance", {"容许偏差", "tolerance"}, row, {}, "share of the stated figure", of_row([](Row r) { return r.tolerance; })},
          {"weighs",
           {"加权标准差", "weighs"},
           row,
           {},
           "sd of the row in the weights of replicas, share of the stated figure; 0: it does not weigh",
           of_row([](Row r) { return r.sd; })},
          {"reason", {"说明", "reason"}, row, {}, "why it is outside, where it is", of_row([](Row r) { return r.reason; })},
          {"value", {"模拟值", "simulated"}, {"replica", "figure"}, own, "simulated base year", values_of},
          {"mean", {"均值", "mean"}, row, own, "simulated base year", summary_of("hindcast/value", &Summary::mean)},
          {"sd", {"标准差", "sd"}, row, own, "simulated base year", summary_of("hindcast/value", &Summary::sd)},
          {"q05", {"5 %", "5 %"}, row, own, "5 % quantile of the simulated base year", summary_of("hindcast/value", &Summary::q05)},
          {"q95", {"95 %", "95 %"}, row, own, "95 % quantile of the simulated base year", summary_of("hindcast/value", &Summary::q95)},
          {"verdict", {"结论", "verdict"}, row, {}, "within, explained, outside or not simulated", verdicts},
      },
      [](const Frame& frame) { return !frame.world.plan.hindcast.empty(); })};
}};

}  // namespace
}  // namespace waste
