// What the district did not decide, replica by replica: the path of every driver.
#include "models/outputs/output.h"
#include "models/policies/driver_paths.h"

namespace waste {
namespace {

template <class Get>
auto of_driver(Get get) {
  return of_each([](const Frame& frame) -> const auto& { return *frame.world.policies.drivers; }, get);
}

/// Years of the drivers are counted from the base year, with which a run begins.
std::vector<std::int32_t> years(const Frame& frame) {
  std::vector<std::int32_t> all;
  for (std::size_t i = 0; i < driven_years(frame.world.district); ++i)
    all.push_back(sim::year_of(frame.world.district.base) + static_cast<std::int32_t>(i));
  return all;
}

std::vector<double> indices(const Frame& frame, const ReplicaView& replica) {
  const Policies& policies = replica.world.policies;
  const DriverPaths paths(replica.world.district, *policies.drivers, policies.draws_paths, {frame.world.seed, replica.result.replica});
  std::vector<double> cells;
  for (std::size_t year = 0; year < driven_years(frame.world.district); ++year)
    for (const auto& path : paths.years()) cells.push_back(path[year]);
  return cells;
}

using Row = const Driver&;
const sim::Names row{"driver"};

const RegisteredOutputs registered{[] {
  return std::vector{
      make_output<Frame>({"drivers", {"外部驱动因素", "drivers"}, Moment::last, 7, {"year", "driver", "replica"}},
                         {
                             replica_dimension(),
                             {"year", {"年份", "year"}, {"year"}, {}, "in which twelve months from the base year on begin", years},
                             {"driver", {"外部驱动因素", "driver"}, row, {}, "", of_driver([](Row d) { return d.id; })},
                             {"label_zh", {"中文名称", "Chinese name"}, row, {}, "", of_driver([](Row d) { return d.label.zh; })},
                             {"label_en", {"英文名称", "English name"}, row, {}, "", of_driver([](Row d) { return d.label.en; })},
                             {"index", {"指数", "index"}, {"replica", "year", "driver"}, {}, "relative to the base year", indices},
                         },
                         [](const Frame& frame) {
                           const auto& drivers = frame.world.policies.drivers;
                           return drivers && !drivers->empty();
                         })};
}};

}  // namespace
}  // namespace waste
