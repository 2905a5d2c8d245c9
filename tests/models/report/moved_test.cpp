// What moved between two scenarios of a small district, worked out by hand.
#include "models/report/moved.h"

#include "engine/base/error.h"
#include "models/report/report.h"
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
places: {here: {}}
streams: {rubbish: {category: rubbish}}
indicators: {insured: {number: 30, label: {zh: 投保率, en: Insured}, unit: percent, own_unit: "%", rule: "=", target: 100, mandatory: yes}}
sites: {operators: {kind: register, place: here, units: 5, topic: liability_insurance}}
)";
const std::string measures = R"(policies:
  insurance: {kind: outreach, label: {zh: 强制保险, en: Compulsory insurance}, sites: [operators], members: 5, starts: 2021-01-01}
)";

std::string run(const ScenarioFolder& folder) {
  waste::RunOptions options;
  options.output = folder / "r.h5";
  waste::run(std::vector<std::string>{folder.write("now.yaml", district), folder.write("again.yaml", district),
                                      folder.write("then.yaml", district + measures)},
             options);
  return options.output;
}

template <class Block>
const Block* first(const Section& section) {
  for (const auto& block : section.blocks)
    if (const auto* found = std::get_if<Block>(&block)) return found;
  return nullptr;
}

}  // namespace

TEST_CASE("an indicator that moved is told with its difference and the part that changed", "[report]") {
  const ScenarioFolder folder;
  const Section section = moved(Sources({run(folder)}, "then"), "now");
  const Table* table = first<Table>(section);
  REQUIRE(table != nullptr);
  REQUIRE(table->rows.size() == 1);
  const auto& row = table->rows[0];
  CHECK(row[0].text.en == "30*");
  CHECK(row[2].text.en == "0 %");
  CHECK(row[3].text.en == "100 %");
  CHECK(row[4].text.en == "+100");
  CHECK(row[6].text.en == "0 % → 100 %");
  CHECK(row[6].mark == Mark::safe);
  CHECK(row[7].text.en.find(" +5; ") != std::string::npos);
  CHECK(row[7].text.en.find(" as before") != std::string::npos);
  CHECK(row[7].text.zh.find("不变") != std::string::npos);
  CHECK(first<Sentence>(section)->text.en.find("of 1 indicators 1 moved") != std::string::npos);
}

TEST_CASE("scenarios that say the same moved nothing, and a scenario is not held against itself", "[report]") {
  const ScenarioFolder folder;
  const std::string path = run(folder);
  const Section same = moved(Sources({path}, "again"), "now");
  CHECK(first<Table>(same) == nullptr);
  REQUIRE(first<Sentence>(same) != nullptr);
  CHECK(first<Sentence>(same)->text.en.find("no indicator moved") != std::string::npos);
  CHECK(moved(Sources({path}, "now"), "now").blocks.empty());
  CHECK_THROWS_AS(moved(Sources({path}, "now"), "nothing"), sim::Error);
}

TEST_CASE("a report says what moved only when asked", "[report]") {
  const ScenarioFolder folder;
  const std::string path = run(folder);
  CHECK(report_on({{path}, "then", {}}).sections[0].id == "verdict");
  CHECK(report_on({{path}, "then", {}, "now"}).sections[0].id == "moved");
}
