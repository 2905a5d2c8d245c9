#include "models/facilities/building_project.h"

#include "tests/catch.h"

namespace waste {
namespace {

BuildingProject project(std::int32_t length) {
  BuildingProject made;
  made.plan(1000, length, {0.1, 0.25, 0.55});
  made.mass = {7, 1'000'000'000'003, 20, 999};
  return made;
}

}  // namespace

TEST_CASE("the phases of a building project follow one another and end with its last day") {
  const BuildingProject made = project(100);
  CHECK(made.begins == std::array<std::int32_t, 5>{1000, 1010, 1035, 1090, 1100});
  CHECK_FALSE(made.over(1099));
  CHECK(made.over(1100));
}

TEST_CASE("no phase of a building project is shorter than a day, however short the project") {
  for (const std::int32_t length : {0, 1, 3}) {
    const BuildingProject made = project(length);
    for (std::size_t phase = 0; phase + 1 < made.begins.size(); ++phase) CHECK(made.begins[phase + 1] > made.begins[phase]);
  }
}

TEST_CASE("every gram of a building project arises on some day of its phase, and none on another") {
  const BuildingProject made = project(100);
  for (const auto what : {BuildingProject::demolition, BuildingProject::spoil, BuildingProject::slurry, BuildingProject::structural}) {
    std::int64_t sum = 0;
    const auto phase = BuildingProject::phase_of(what);
    for (std::int32_t day = 990; day < 1110; ++day) {
      const std::int64_t mass = made.on_day(what, day);
      sum += mass;
      if (day < made.begins[phase] || day >= made.begins[phase + 1]) CHECK(mass == 0);
    }
    CHECK(sum == made.mass[what]);
  }
}

}  // namespace waste
