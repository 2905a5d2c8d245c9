// Schedule of one building project: demolition, excavation, structure, finishing.
//
// Phases are whole days, and each class of waste arises evenly over the days of its phase, so that the yield of a project depends
// only on the day and nothing changes while it runs. The remainder of grams arises on the first day.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace waste {

struct BuildingProject {
  /// Classes of the waste of a building site.
  enum Class : std::size_t { demolition, spoil, slurry, structural, classes };
  enum Phase : std::size_t { pulling_down, digging, building, finishing, completed, phases };

  std::array<std::int32_t, phases> begins{};     // [phase] first day, since 1970-01-01
  std::array<std::int64_t, classes> mass{};      // [class] over the whole project [g]
  std::int64_t fill = 0;                         // backfill around the structure [g]
  std::int64_t floor_area = 0;                   // [m2]
  double green_draw = 0;                               // uniform; the building is green when this lies below the probability [1]

  static constexpr Phase phase_of(Class what) { return what == demolition ? pulling_down : what == structural ? building : digging; }

  /// Lays the phases over `length` days from `first` on: `shares` are those of demolition, excavation and structure, the rest is
  /// finishing; no phase is shorter than a day.
  void plan(std::int32_t first, std::int32_t length, const std::vector<double>& shares) {
    begins[pulling_down] = first;
    for (std::size_t i = 0; i < shares.size(); ++i) begins[i + 1] = begins[i] + std::max(1, static_cast<std::int32_t>(length * shares[i]));
    begins[completed] = std::max(begins[finishing] + 1, first + length);
  }

  bool over(std::int32_t day) const { return day >= begins[completed]; }

  /// The first day after `day` whose waste differs from that of the day before; because of the remainder, the first day of a
  /// phase differs from the second.
  std::int32_t next_change(std::int32_t day) const {
    for (const std::int32_t first : begins) {
      if (first > day) return first;
      if (first + 1 > day) return first + 1;
    }
    return std::numeric_limits<std::int32_t>::max();
  }

  /// Waste of one day [g].
  std::int64_t on_day(Class what, std::int32_t day) const {
    const std::int32_t first = begins[phase_of(what)], end = begins[phase_of(what) + 1];
    if (day < first || day >= end) return 0;
    const std::int64_t days = end - first, daily = mass[what] / days;
    return daily + (day == first ? mass[what] - daily * days : 0);
  }
};

}  // namespace waste
