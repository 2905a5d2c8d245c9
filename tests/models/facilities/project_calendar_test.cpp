#include "models/facilities/project_calendar.h"

#include <catch2/catch.hpp>

#include <algorithm>

namespace waste {
namespace {

constexpr std::int32_t before = 999;  // the day before the first

std::vector<BuildingProject> projects() {
  std::vector<BuildingProject> made;
  for (const auto& [first, length] : {std::pair{950, 100}, {990, 9}, {1000, 0}, {1003, 40}, {1003, 200}}) {
    BuildingProject project;
    project.plan(first, length, {0.1, 0.25, 0.55});
    project.mass = {7, 1'000'000'000'003, 20 + first, 999};
    project.floor_area = length;
    made.push_back(project);
  }
  return made;
}

ProjectCalendar calendar_of(const std::vector<BuildingProject>& list) {
  ProjectCalendar calendar;
  calendar.begin_after(before);
  for (const BuildingProject& project : list)
    if (!project.over(before)) calendar.add(project);
  return calendar;
}

std::int64_t sum_of_day(const std::vector<BuildingProject>& list, BuildingProject::Class what, std::int32_t day) {
  std::int64_t sum = 0;
  for (const BuildingProject& project : list) sum += project.on_day(what, day);
  return sum;
}

}  // namespace

TEST_CASE("what arises on a day is the sum over all projects, though only those that change are looked at") {
  const auto list = projects();
  ProjectCalendar calendar = calendar_of(list);
  for (std::int32_t day = before + 1; day < 1210; ++day) {
    calendar.turn_to(day);
    for (const auto what : {BuildingProject::demolition, BuildingProject::spoil, BuildingProject::slurry, BuildingProject::structural}) {
      INFO("class " << what << " on day " << day);
      CHECK(calendar.arises()[what] == sum_of_day(list, what, day));
    }
    calendar.take_completed();
  }
}

TEST_CASE("every project leaves the calendar once, on its last day, and leaves nothing that arises behind") {
  const auto list = projects();
  ProjectCalendar calendar = calendar_of(list);
  std::vector<std::int64_t> left;
  for (std::int32_t day = before + 1; day < 1210; ++day) {
    calendar.turn_to(day);
    for (const BuildingProject& project : calendar.take_completed()) {
      CHECK(project.begins[BuildingProject::completed] == day);
      left.push_back(project.floor_area);
    }
  }
  std::sort(left.begin(), left.end());
  CHECK(left == std::vector<std::int64_t>{0, 40, 100, 200});  // the one of 9 days was over before
  CHECK(calendar.size() == 0);
  CHECK(calendar.arises() == ProjectCalendar::Masses{});
}

TEST_CASE("a project is among those that change on the first day of each of its phases") {
  const auto list = projects();
  ProjectCalendar calendar = calendar_of(list);
  for (std::int32_t day = before + 1; day < 1210; ++day) {
    calendar.turn_to(day);
    for (const BuildingProject& project : list) {
      if (std::count(project.begins.begin(), project.begins.end(), day) == 0) continue;
      int seen = 0;
      calendar.each_changed([&](const BuildingProject& other) { seen += other.begins == project.begins; });
      INFO("length " << project.floor_area << " on day " << day);
      CHECK(seen == 1);
    }
    calendar.take_completed();
  }
}

}  // namespace waste
