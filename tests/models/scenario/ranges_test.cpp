#include "models/scenario/ranges.h"

#include "tests/models/scenario/scenario_folder.h"

using waste::Scenario;

namespace {

const std::string table = "path,value,unit,low,high,status,source,printed\n"
                          "sites.a.rate,1_200,t/d,1_000,1_500,assumption,a guess,\n"
                          "sites.a.share,35,%,10,60,derived,a formula,\n"
                          "sites.a.opens,2022-07-01,date,2022-01-01,2022-12-31,assumption,a guess,\n"
                          "sites.a.kind,yard,text,,,assumption,a guess,\n"
                          "sites.b.rate,5,t/d,,,derived,5,\n"
                          "sites.b.sure,100,%,100,100,assumption,nothing else,\n"
                          "facts.rate,5,t/d,1,9,assumption,not simulated,\n";

std::string ranges_of(const Scenario& scenario) {
  std::string text;
  for (const auto& [path, node] : waste::ranges_in(scenario.root()))
    text += path + " " + node->find("low")->text + ".." + node->find("high")->text + "; ";
  return text;
}

const waste::InputValue& value_at(const Scenario& scenario, const std::string& path) {
  for (const auto& value : scenario.values())
    if (value.path == path) return value;
  FAIL("no value at " << path);
  return scenario.values().front();
}

}  // namespace

TEST_CASE("a row with two ends that differ is a range, and the merged text reads back to the same ranges") {
  const ScenarioFolder folder;
  folder.write("v.csv", table);
  const Scenario scenario = folder.read("values: v.csv\n");
  CHECK(ranges_of(scenario) == "sites.a.opens 2022-01-01..2022-12-31; sites.a.rate 1_000 t/d..1_500 t/d; sites.a.share 10 %..60 %; ");
  const std::string text = scenario.resolved_text();
  CHECK(text.find("    rate: {low: 1_000 t/d, mode: 1_200 t/d, high: 1_500 t/d}\n") != std::string::npos);
  CHECK(text.find("    sure: 100 %\n") != std::string::npos);
  const Scenario again = Scenario::parse("plan", text);
  CHECK(ranges_of(again) == ranges_of(scenario));
  CHECK(again.resolved_text() == text);
  CHECK(again.sha256() == scenario.sha256());
}

TEST_CASE("the columns of a wide table give ranges to every row") {
  const ScenarioFolder folder;
  folder.write("data/sites.csv", "id,rate.low,rate.mode,rate.high,status,source\nunit,t/d,t/d,t/d,,\na,1,2,3,assumption,a guess\n");
  const Scenario scenario = folder.read("tables: {sites: [data/sites.csv]}\n");
  CHECK(ranges_of(scenario) == "sites.a.rate 1 t/d..3 t/d; ");
  const auto& value = value_at(scenario, "sites.a.rate");
  CHECK((value.value == "2 t/d" && value.low == "1" && value.high == "3" && value.status == "assumption" && value.source == "a guess"));
}

TEST_CASE("a range is one row of the table of values, an assumption where a scenario file gives it") {
  const ScenarioFolder folder;
  folder.write("v.csv", table);
  const Scenario scenario = folder.read("values: v.csv\npolicies: {p: {ramp: {low: 90 d, mode: 1 a, high: 2 a}, source: judged}}\n",
                                        {"sites.b.rate={low: 4 t/d, mode: 5 t/d, high: 7 t/d}"});
  const auto& share = value_at(scenario, "sites.a.share");
  CHECK((share.value == "35 %" && share.low == "10" && share.high == "60" && share.status == "derived" && share.source == "a formula"));
  const auto& ramp = value_at(scenario, "policies.p.ramp");
  CHECK((ramp.value == "1 a" && ramp.low == "90 d" && ramp.high == "2" && ramp.status == "assumption" && ramp.source == "judged"));
  const auto& rate = value_at(scenario, "sites.b.rate");
  CHECK((rate.low == "4" && rate.source == "override"));
  const Scenario wider = scenario.with({{"sites.a.share", "{low: 5 %, mode: 40 %, high: 70 %}"}});
  CHECK(value_at(wider, "sites.a.share").value == "40 %");
  CHECK(value_at(wider, "sites.a.share").origin.starts_with("--set"));
}

TEST_CASE("a single value takes the place of a range and a range that of a single value; one end may be moved") {
  const ScenarioFolder folder;
  const std::string text = "sites: {a: {rate: {low: 10 t/d, mode: 12 t/d, high: 15 t/d}, share: 35 %}}\n";
  folder.write("base.yaml", text);
  CHECK(ranges_of(folder.read(text, {"sites.a.rate=13 t/d"})).empty());
  CHECK(ranges_of(folder.read(text, {"sites.a.rate.high=20 t/d"})) == "sites.a.rate 10 t/d..20 t/d; ");
  CHECK(ranges_of(folder.read("extends: base.yaml\nsites: {a: {share: {low: 1 %, mode: 2 %, high: 3 %}}}\n")) ==
        "sites.a.rate 10 t/d..15 t/d; sites.a.share 1 %..3 %; ");
}

TEST_CASE("only sections that are simulated, and the switches of tasks, have ranges") {
  CHECK(waste::may_have_ranges("all_tasks.strength"));
  CHECK(waste::may_have_ranges("tasks.t15.shift"));
  CHECK_FALSE(waste::may_have_ranges("tasks.t15.number"));
  CHECK(waste::may_have_ranges("sites.dryer.capacity"));
  CHECK(waste::may_have_ranges("climate"));
  CHECK_FALSE(waste::may_have_ranges("indicators.x.target"));
  CHECK_FALSE(waste::may_have_ranges(""));
}
