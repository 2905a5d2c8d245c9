// Reports on results files of a small district.
#include "models/report/report.h"

#include "engine/base/error.h"
#include "models/report/html.h"
#include "models/report/markdown.h"
#include "models/report/sources.h"
#include "models/report/wording.h"
#include "models/run/run.h"
#include "tests/catch.h"
#include "tests/models/scenario/scenario_folder.h"

namespace {

using namespace waste::report;

const std::string district = R"(format: 1
seed: 7
replicas: 3
period: {starts: 2020-01-01, ends: 2024-01-01}
base_year: 2020
target_year: 2023
title: {zh: "甲：</script><b>", en: "A: </script><b>"}
places: {here: {}}
streams: {rubbish: {category: rubbish}}
indicators: {insured: {number: 30, label: {zh: 投保率, en: Insured}, unit: percent, own_unit: "%", rule: "=", target: 100, mandatory: yes}}
sites: {operators: {kind: register, place: here, units: 5, topic: liability_insurance}}
)";
const std::string measures = R"(policies:
  insurance: {kind: outreach, label: {zh: 强制保险, en: Compulsory insurance}, sites: [operators], members: 5, starts: 2021-01-01, investment: 30 万元}
)";

std::string run(const ScenarioFolder& folder, const std::string& file, const std::vector<std::string>& scenarios) {
  waste::RunOptions options;
  options.output = folder / file;
  waste::run(scenarios, options);
  return options.output;
}

std::string both_in(const ScenarioFolder& folder) {
  std::string plan = district + measures;
  plan.replace(plan.find("甲："), std::string("甲：").size(), "乙：");
  plan.replace(plan.find("A: "), 3, "B: ");
  return run(folder, "r.h5", {folder.write("now.yaml", district), folder.write("then.yaml", plan)});
}

const Section* find(const Document& document, const std::string& id) {
  for (const Section& section : document.sections)
    if (section.id == id) return &section;
  return nullptr;
}

}  // namespace

TEST_CASE("the scenario in which measures start is judged, the other is the reference", "[report]") {
  const ScenarioFolder folder;
  const Sources sources({both_in(folder)}, {});
  CHECK(sources.main().key == "then");
  CHECK(sources.main().title.zh == "乙");
  REQUIRE(sources.reference() != nullptr);
  CHECK(sources.reference()->key == "now");
  CHECK(Sources({folder / "r.h5"}, "now").main().key == "now");
  CHECK(Sources({folder / "r.h5"}, "now").reference() == nullptr);
}

TEST_CASE("scenarios of one name in two files are told apart by their files", "[report]") {
  const ScenarioFolder folder;
  both_in(folder);
  run(folder, "other.h5", {folder / "then.yaml"});
  const Sources sources({folder / "r.h5", folder / "other.h5"}, {});
  REQUIRE(sources.scenarios().size() == 3);
  CHECK(sources.scenarios()[2].key == "other:then");
  CHECK(sources.scenarios()[2].title.en.find("(other)") != std::string::npos);
}

TEST_CASE("a report says what the results say, in the same bytes each time", "[report]") {
  const ScenarioFolder folder;
  const std::string path = both_in(folder);
  const Document document = report_on({{path}, {}, {}});
  const std::string page = html(document);
  CHECK(page == html(report_on({{path}, {}, {}})));
  for (const char* id : {"verdict", "lights", "trajectories", "what-if", "money", "provenance"}) CHECK(find(document, id) != nullptr);
  CHECK(page.find("1项有把握、0项未定、0项完不成") != std::string::npos);
  CHECK(page.find("of 1 mandatory targets judged in 2023, 1 are safe, 0 open and 0 missed") != std::string::npos);
  CHECK(page.find("<b>") == std::string::npos);
  const auto content = waste::read_results(path);
  const auto& line = content.scenarios[1].indicators[0];
  CHECK(page.find(probability_text(line.probability_met, content.scenarios[1])) != std::string::npos);
  CHECK(probability_text(line.probability_met, content.scenarios[1]).substr(0, 3) == "3/3");
}

TEST_CASE("a report on one indicator has nothing else", "[report]") {
  const ScenarioFolder folder;
  const Document document = report_on({{both_in(folder)}, {}, 30});
  CHECK(document.title.en == "Indicator 30: Insured");
  CHECK(find(document, "money") == nullptr);
  CHECK(find(document, "trajectories") != nullptr);
  CHECK(markdown(document, waste::Language::en).find("| Compulsory") == std::string::npos);
}

TEST_CASE("an unknown indicator or scenario is refused with those there are", "[report]") {
  const ScenarioFolder folder;
  const std::string path = both_in(folder);
  CHECK_THROWS_WITH(report_on({{path}, {}, 31}), ContainsSubstring("it has: 30"));
  CHECK_THROWS_WITH(report_on({{path}, "plan", {}}), ContainsSubstring("there are: now, then"));
  CHECK_THROWS_AS(report_on({{folder / "now.yaml"}, {}, {}}), sim::Error);
}

TEST_CASE("a target year outside the period is said to be unjudged", "[report]") {
  const ScenarioFolder folder;
  std::string text = district;
  text.replace(text.find("target_year: 2023"), 17, "target_year: 2030");
  const Document document = report_on({{run(folder, "short.h5", {folder.write("short.yaml", text)})}, {}, {}});
  CHECK(html(document).find("2030 is outside the period") != std::string::npos);
}
