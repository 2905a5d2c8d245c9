#include "models/books/alarm.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace waste {

const AlarmInfo& info(AlarmKind kind) {
  static const std::array<AlarmInfo, alarm_kinds> infos{{
      {"overdue", "g", {"贮存超期", "stored too long"}},
      {"store_full", "g", {"贮存超量", "store over full"}},
      {"manifest_late", "s", {"联单逾期未办结", "manifest closed late"}},
      {"manifest_mass", "g", {"联单数量不符", "mass differs from the manifest"}},
      {"no_manifest", "g", {"无联单转移", "moved without a manifest"}},
      {"over_approval", "g", {"超出批准数量", "more than was approved"}},
      {"turned_away", "g", {"设施满负荷拒收", "gate refuses, site full"}},
      {"over_capacity", "g", {"设施超负荷运行", "more than rated in a day"}},
      {"overflow", "g", {"收集点或贮存设施满溢", "collection points or stores overflow"}},
      {"collection_stopped", "g", {"收运中断", "collection has stopped"}},
  }};
  return infos[static_cast<std::size_t>(kind)];
}

void sort_alarms(std::vector<Alarm>& alarms) {
  std::stable_sort(alarms.begin(), alarms.end(), [](const Alarm& a, const Alarm& b) {
    return std::tie(a.day, a.site, a.kind, a.stream) < std::tie(b.day, b.site, b.kind, b.stream);
  });
  if (alarms.size() > max_alarms) alarms.resize(max_alarms);
}

}  // namespace waste
