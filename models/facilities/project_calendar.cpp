#include "models/facilities/project_calendar.h"

namespace waste {

using Class = BuildingProject::Class;

void ProjectCalendar::add(const BuildingProject& project) {
  running_.push_back(project);
  next_change_.push_back(project.next_change(day_));
  for (std::size_t what = 0; what < BuildingProject::classes; ++what) arises_[what] += project.on_day(static_cast<Class>(what), day_);
}

void ProjectCalendar::turn_to(std::int32_t day) {
  changed_.clear();
  for (std::uint32_t i = 0; i < running_.size(); ++i)
    if (next_change_[i] <= day) changed_.push_back(i);
  for (const std::uint32_t i : changed_) {
    const BuildingProject& project = running_[i];
    for (std::size_t what = 0; what < BuildingProject::classes; ++what)
      arises_[what] += project.on_day(static_cast<Class>(what), day) - project.on_day(static_cast<Class>(what), day_);
    next_change_[i] = project.next_change(day);
  }
  day_ = day;
}

// A project ends on a day on which what arises changes, so no other needs to be looked at.
std::vector<BuildingProject> ProjectCalendar::take_completed() {
  std::vector<BuildingProject> completed;
  for (; !changed_.empty(); changed_.pop_back()) {  // the last first, so that the others keep their places
    const std::uint32_t i = changed_.back();
    if (!running_[i].over(day_)) continue;
    completed.push_back(running_[i]);
    running_.erase(running_.begin() + i);
    next_change_.erase(next_change_.begin() + i);
  }
  return completed;
}

}  // namespace waste
