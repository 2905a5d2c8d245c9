#include "models/scenario/ranges.h"

#include "tests/models/scenario/scenario_folder.h"

using waste::Scenario;

namespace {

const std::string table = "path,value,unit,low,high,status,source,printed\n"
                          "sites.a.rate,1_200,t/d,1_000,1_500,assumption,a guess,\n"
                          "sites.a.share,35,%,10,60,assumption,a guess,\n"
                          "sites.a.kind,yard,text,,,assumption,a guess,\n"
                          "sites.b.rate,5,t/d,,,derived,5,\n"
                          "facts.rate,5,t/d,1,9,assumption,not simulated,\n";

std::string ranges_of(const Scenario& scenario) {
  std::string text;
  for (const auto* value : waste::values_with_a_range(scenario)) text += value->path + " " + value->low + ".." + value->high + "; ";
  return text;
}

}  // namespace

TEST_CASE("the ranges of tables are in the merged text, and it reads back to the same ranges and the same text") {
  const ScenarioFolder folder;
  folder.write("v.csv", table);
  const Scenario scenario = folder.read("values: v.csv\n");
  CHECK(ranges_of(scenario) == "sites.a.rate 1_000..1_500; sites.a.share 10..60; ");
  const std::string text = scenario.resolved_text();
  CHECK(text.find("ranges:\n  sites:\n    a:\n      rate: [1_000, 1_500]\n      share: [10, 60]\n") != std::string::npos);
  const Scenario again = Scenario::parse("plan", text);
  CHECK(ranges_of(again) == ranges_of(scenario));
  CHECK(again.resolved_text() == text);
  CHECK(again.sha256() == scenario.sha256());
}

TEST_CASE("a value that is replaced loses its range, as it does in a table") {
  const ScenarioFolder folder;
  const std::string text = "sites: {a: {rate: 12 t/d, share: 35 %}}\nranges: {sites: {a: {rate: [10, 15], share: [10, 60]}}}\n";
  folder.write("base.yaml", text);
  CHECK(ranges_of(folder.read(text, {"sites.a.rate=13 t/d"})) == "sites.a.share 10..60; ");
  CHECK(ranges_of(folder.read("extends: base.yaml\nsites: {a: {share: 36 %}}\n")) == "sites.a.rate 10..15; ");
  CHECK(ranges_of(folder.read("extends: base.yaml\nsites: {a: {share: 36 %}}\nranges: {sites: {a: {share: [1, 50]}}}\n")) ==
        "sites.a.rate 10..15; sites.a.share 1..50; ");
}

TEST_CASE("a range that is none is refused at its place") {
  const ScenarioFolder folder;
  const auto found = [&](const std::string& ranges) {
    return refused(folder.write("plan.yaml", "sites: {a: {rate: 12 t/d, name: yard}}\nranges: " + ranges + "\n"));
  };
  check_first(found("{sites: {a: {rate: 5}}}"), "plan.yaml:2:22 E0103", "[low, high]");
  check_first(found("{sites: {a: {rate: [1, 2, 3]}}}"), "plan.yaml:2:22 E0103", "two ends");
  check_first(found("{sites: {a: {rate: [1, x]}}}"), "plan.yaml:2:22 E0408", "'x'");
  check_first(found("{sites: {a: {rate: [1, 11]}}}"), "plan.yaml:2:22 E0406", "outside");
  check_first(found("{sites: {a: {name: [1, 11]}}}"), "plan.yaml:2:22 E0406", "outside");
  check_first(found("{sites: {b: {rate: [1, 20]}}}"), "plan.yaml:2:22 E0503", "sites.b.rate");
  check_first(found("5"), "plan.yaml:2:1 E0103", "[low, high]");
  CHECK(where(refused(folder.write("plan.yaml", "a: 1\n"), {"ranges.a=[1, 2]"}).front()) == "--set:1:1 E0503");
}
