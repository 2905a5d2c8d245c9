#include "models/scenario/draw_list.h"

#include "tests/catch.h"
#include "tests/models/scenario/scenario_folder.h"

namespace waste {

TEST_CASE("a list of draws gives paths the dimensions of its rows", "[draws]") {
  const ScenarioFolder folder;
  const Scenario scenario = folder.read("draws: {d0: {path: a.b}, d17: {path: a.c}}\n");
  SectionReader reader(scenario);
  const auto list = read_draw_list(reader);
  CHECK(reader.diagnostics().empty());
  CHECK(list == std::map<std::string, int>{{"a.b", 0}, {"a.c", 17}});
}

TEST_CASE("faults of a list of draws are named at their rows", "[draws]") {
  const ScenarioFolder folder;
  const Scenario scenario = folder.read("draws: {d0: {path: a.b}, d1: {path: a.b}, d01: {path: a.c}, e2: {path: a.d}}\n");
  SectionReader reader(scenario);
  read_draw_list(reader);
  CHECK(reader.diagnostics().size() == 3);
  for (const auto& fault : reader.diagnostics()) CHECK(fault.code == "E0775");
}

}  // namespace waste
