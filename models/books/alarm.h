// Conditions a supervision platform would alert on, with site and date. An alarm is raised once, when the condition first holds;
// it has no effect on the run.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "engine/base/time.h"
#include "models/district/load.h"
#include "models/district/stream.h"

namespace waste {

enum class AlarmKind : std::uint8_t {
  overdue,         // kept longer than allowed [g]
  store_full,      // kept outside a full store [g]
  manifest_late,   // closed later than a normal transfer takes [s]
  manifest_mass,   // the receiver's scale differs from the manifest [g]
  no_manifest,     // hazardous waste from inside arrived without one [g]
  over_approval,   // more arrived than was approved [g]
  turned_away,     // a gate refuses because the site is full [g]
  over_capacity,   // more in a day than the site is rated for [g]
  overflow,        // more lies beside full bins, or is refused by full collection points, than one day explains; a store runs over [g]
  collection_stopped,  // a week without a vehicle while waste waits [g]
  count_
};
inline constexpr std::size_t alarm_kinds = static_cast<std::size_t>(AlarmKind::count_);

struct AlarmInfo {
  const char* name;
  const char* unit;  // of its amount: "g" or "s"
  Label label;
};
const AlarmInfo& info(AlarmKind kind);

struct Alarm {
  std::int32_t day = 0;  // since 1970-01-01
  SiteId site = no_site;
  StreamId stream = no_stream;
  AlarmKind kind{};
  std::int64_t amount = 0;
};

/// Of what a replica rings for, the first are listed; all are counted.
inline constexpr std::size_t max_alarms = 10'000;

/// Sorts by day, site, kind and stream, and keeps the first `max_alarms`.
void sort_alarms(std::vector<Alarm>& alarms);

/// Detects the first of a series: events within a day of the previous one belong to the same series.
class Onset {
 public:
  bool begins(sim::Time now) {
    const bool first = !seen_ || now - last_ > std::chrono::hours{24};
    seen_ = true;
    last_ = now;
    return first;
  }

 private:
  bool seen_ = false;
  sim::Time last_{};
};

/// Detects the first day of a condition that is judged once a day.
class DailyOnset {
 public:
  bool begins(bool holds) { return !std::exchange(held_, holds) && holds; }

 private:
  bool held_ = false;
};

/// A place from which nothing has been fetched for so long counts as cut off.
inline constexpr sim::Duration collection_gap{7 * 86'400};

}  // namespace waste
