// The building projects under way at one site, and their total waste on each day.
//
// The waste of a project changes on a few days only, so only the projects with a change today are visited; the sum of the others
// is kept.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "models/facilities/building_project.h"

namespace waste {

class ProjectCalendar {
 public:
  using Masses = std::array<std::int64_t, BuildingProject::classes>;  // [class] [g]

  /// Call once, before the first project: `day` is over, and the next one may be started.
  void begin_after(std::int32_t day) { day_ = day; }

  void add(const BuildingProject& project);

  /// Advances to the next day and its waste.
  void turn_to(std::int32_t day);

  const Masses& arises() const { return arises_; }

  /// Visits the projects whose waste today differs from the day before.
  template <class Visit>
  void each_changed(Visit visit) const {
    for (const std::uint32_t i : changed_) visit(running_[i]);
  }

  /// Removes the projects that are over today; call once a day.
  std::vector<BuildingProject> take_completed();

  std::size_t size() const { return running_.size(); }

 private:
  std::vector<BuildingProject> running_;
  std::vector<std::int32_t> next_change_;  // [running project] the next day whose mass differs from the day before
  std::vector<std::uint32_t> changed_;     // running projects for which that day is today
  std::int32_t day_ = 0;
  Masses arises_{};                        // on that day
};

}  // namespace waste
