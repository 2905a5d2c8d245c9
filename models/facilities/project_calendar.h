// The building projects that are under way at one site, and what they make together on each day.
//
// What arises changes on a few days of a project only, so that a day looks at the projects for which it is such a day; the sum of the
// others stays.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "models/facilities/building_project.h"

namespace waste {

class ProjectCalendar {
 public:
  using Masses = std::array<std::int64_t, BuildingProject::classes>;  // [class] [g]

  /// Once, before the first project: `day` is over, and the next may be turned to.
  void begin_after(std::int32_t day) { day_ = day; }

  void add(const BuildingProject& project);

  /// The next day; what arises is its.
  void turn_to(std::int32_t day);

  const Masses& arises() const { return arises_; }

  /// Visits the projects of which something else arises today than the day before.
  template <class Visit>
  void each_changed(Visit visit) const {
    for (const std::uint32_t i : changed_) visit(running_[i]);
  }

  /// The projects that are over today leave; once a day.
  std::vector<BuildingProject> take_completed();

  std::size_t size() const { return running_.size(); }

 private:
  std::vector<BuildingProject> running_;
  std::vector<std::int32_t> next_change_;  // [running project] the next day on which another mass arises than the day before
  std::vector<std::uint32_t> changed_;     // running projects for which that day is today
  std::int32_t day_ = 0;
  Masses arises_{};                        // on that day
};

}  // namespace waste
