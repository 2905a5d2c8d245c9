// Numbers beyond sense, and the wrong thing counted: refused at once, with a place, whatever section they stand in.
#include <string>
#include <vector>

#include "models/world/world.h"
#include "tests/catch.h"
#include "tests/models/scenario/scenario_folder.h"
#include "tests/paths.h"

namespace {

using namespace waste;

/// The diagnostics of a scenario of this repository with changes.
std::vector<sim::Diagnostic> refused_world(const std::vector<std::string>& changes, const std::string& scenario = "baseline") {
  try {
    build_world(Scenario::read(testing::in_project("scenarios/" + scenario + ".yaml"), changes));
  } catch (const sim::InputError& error) {
    return error.diagnostics();
  }
  FAIL("accepted: " << changes.front());
  return {};
}

struct Wrong {
  const char* change;
  const char* code;
  const char* part;
};

}  // namespace

TEST_CASE("Numbers beyond sense are refused in every section, and so is the wrong thing counted") {
  for (const Wrong& wrong :
       std::vector<Wrong>{{"drivers.industry.trend=-150 %/a", "E0106", "trend must be between -90 and 100 %/a"},
                          {"drivers.industry.deviation=400 %", "E0106", "deviation must be"},
                          {"economy.value_added=1e17 元", "E0106", "value_added"},
                          {"calendar.spring_festival_2020.length=999999999999 d", "E0106", "length must be between 1 and 366 d"},
                          {"calendar.spring_festival_2020.factor=1e9", "E0106", "factor"},
                          {"driving.high=1e300", "E0104", "exponent"},
                          {"driving.high=1e12", "E0106", "high must be"},
                          {"streams.rubbish.density=1 mg/m3", "E0106", "density"},
                          {"replicas=0", "E0106", "replicas must be between 1 and 1e6"},
                          {"seed=-1", "E0106", "seed must be"},
                          {"sites.town_anlan.population=18.5136 万户", "E0105", "expected persons such as '140 persons', got households"},
                          {"sites.town_anlan.population=5 万吨", "E0105", "expected persons"},
                          {"sites.town_anlan.noise=35", "E0106", "write 35 %"},
                          {"sites.build_anlan.projects=10000000 %/a", "E0105", "projects"},
                          {"districts={b: {city: x, province: p, size: 50}}", "E0115", "'50 %' or '5000 %'"}}) {
    CAPTURE(wrong.change);
    const auto found = refused_world({wrong.change});
    const sim::Diagnostic& first = found.front();
    CAPTURE(sim::format(first));
    CHECK(first.code == wrong.code);
    CHECK(first.line == 1);
    CHECK((first.message + " " + first.hint).find(wrong.part) != std::string::npos);
    CHECK_FALSE(first.message_zh.empty());
  }
}

TEST_CASE("Growth that compounds beyond a thousandfold is refused") {
  const std::vector<std::string> long_run{"drivers.industry.trend=100 %/a", "calendar=null", "period.ends=2032-01-01"};
  const auto found = refused_world(long_run);
  check_first(found, "--set:1:24 E0116", "1000 times by the end of the period");
}

TEST_CASE("What is missing at the top of a scenario is missed in its first line") {
  const ScenarioFolder folder;
  const Scenario scenario = folder.read("title: {zh: 空, en: empty}\n");
  try {
    build_world(scenario);
    FAIL("accepted");
  } catch (const sim::InputError& error) {
    for (const sim::Diagnostic& diagnostic : error.diagnostics()) CHECK(where(diagnostic) == "plan.yaml:1:1 " + diagnostic.code);
    CHECK(error.diagnostics().size() >= 2);
  }
}
