// One building project on its calendar: what stood there is pulled down, the pit is dug, the structure built, the rest finished.
//
// Phases are whole days, and each class of waste arises evenly over the days of its phase, so that what a project yields is
// known from the day alone and nothing of it changes while it runs. The grams that days cannot share evenly arise on the first.
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
  std::int64_t fill = 0;                         // what is filled in again around the structure [g]
  std::int64_t floor_area = 0;                   // [m2]
  double luck = 0;                               // uniform; the building is green when this lies below the probability [1]

  static constexpr Phase phase_of(Class what) { return what == demolition ? pulling_down : what == structural ? building : digging; }

  /// Lays the phases over `length` days from `first` on: `shares` of pulling down, digging and building, the rest finishes;
  /// no phase is shorter than a day.
  void plan(std::int32_t first, std::int32_t length, const std::vector<double>& shares) {
    begins[pulling_down] = first;
    for (std::size_t i = 0; i < shares.size(); ++i) begins[i + 1] = begins[i] + std::max(1, static_cast<std::int32_t>(length * shares[i]));
    begins[completed] = std::max(begins[finishing] + 1, first + length);
  }

  bool over(std::int32_t day) const { return day >= begins[completed]; }

  /// The first day after `day` on which something arises that did not the day before, or less or more of it; what cannot be shared
  /// evenly makes the first day of a phase differ from the second.
  std::int32_t next_change(std::int32_t day) const {
    for (const std::int32_t first : begins) {
      if (first > day) return first;
      if (first + 1 > day) return first + 1;
    }
    return std::numeric_limits<std::int32_t>::max();
  }

  /// What arises on one day [g].
  std::int64_t on_day(Class what, std::int32_t day) const {
    const std::int32_t first = begins[phase_of(what)], end = begins[phase_of(what) + 1];
    if (day < first || day >= end) return 0;
    const std::int64_t days = end - first, daily = mass[what] / days;
    return daily + (day == first ? mass[what] - daily * days : 0);
  }
};

}  // namespace waste
