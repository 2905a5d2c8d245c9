// Greenhouse gases by year and source.
#include "models/assessment/climate.h"

#include "models/outputs/output.h"

namespace waste {
namespace {

std::vector<ClimateSourceInfo> sources(const Frame&) {
  std::vector<ClimateSourceInfo> all;
  for (std::size_t i = 0; i < climate_sources; ++i) all.push_back(info(static_cast<ClimateSource>(i)));
  return all;
}

template <class Get>
auto of_source(Get get) {
  return of_each(sources, get);
}

std::vector<double> account(const Frame& frame, const ReplicaView& replica) {
  std::vector<double> values;
  for (const ClimateYear& year : climate_account(frame.world.district, replica.world.plan.climate, replica.books()))
    values.insert(values.end(), year.begin(), year.end());
  return values;
}

using Row = const ClimateSourceInfo&;
const sim::Names row{"source"}, yearly{"year", "source"};
const Unit tonnes{"t", "t CO2e"};

const RegisteredOutputs registered{[] {
  return std::vector{make_output<Frame>(
      {"climate", {"温室气体", "greenhouse gases"}, Moment::last, 4, {"source", "year"}},
      {
          replica_dimension(),
          {"year",
           {"年份", "year"},
           {"year"},
           {},
           "calendar year in which the twelve months begin",
           [](const Frame& f) { return calendar_years(f.world); }},
          {"source", {"来源", "source"}, row, {}, "", of_source([](Row s) { return std::string(s.name); })},
          {"label_zh", {"中文名称", "Chinese name"}, row, {}, "", of_source([](Row s) { return s.label.zh; })},
          {"label_en", {"英文名称", "English name"}, row, {}, "", of_source([](Row s) { return s.label.en; })},
          {"role", {"性质", "role"}, row, {}, "emitted, avoided (negative), sum, memo (in no sum)", of_source([](Row s) {
             return std::string(s.role);
           })},
          {"co2e", {"排放量", "emissions"}, {"replica", "year", "source"}, tonnes, "greenhouse gases of the year, over 100 years", account},
          {"mean", {"均值", "mean"}, yearly, tonnes, "mean of the replicas", summary_of("climate/co2e", &Summary::mean)},
          {"q05", {"5 %", "5 %"}, yearly, tonnes, "5 % quantile of the replicas", summary_of("climate/co2e", &Summary::q05)},
          {"q95", {"95 %", "95 %"}, yearly, tonnes, "95 % quantile of the replicas", summary_of("climate/co2e", &Summary::q95)},
      },
      [](const Frame& frame) { return frame.world.plan.climate.given; })};
}};

}  // namespace
}  // namespace waste
