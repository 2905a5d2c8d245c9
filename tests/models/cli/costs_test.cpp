// Investments in the results file, and what `wufei show --costs` makes of them.
#include <sys/wait.h>

#include <cstdio>

#include "models/results/reader.h"
#include "models/results/table.h"
#include "tests/catch.h"
#include "tests/models/small_world.h"
#include "tests/paths.h"

namespace {

const std::string both = R"(format: 1
seed: 7
replicas: 3
period: {starts: 2020-01-01, ends: 2024-01-01}
places: {here: {}}
streams: {rubbish: {category: rubbish}}
indicators: {insured: {number: 30, label: {zh: 投保率, en: Insured}, unit: percent, own_unit: "%", rule: "=", target: 100},
             spot_checks: {number: 34, label: {zh: 抽查, en: Spot checks}, rule: none}, cases: {number: 35, label: {zh: 案件, en: Cases}, rule: none}}
tasks: {t63: {number: 63, label: {zh: 保险, en: Insurance}, owner: 区生态环境局, deadline: 2025年, indicators: "30;34", also: "35", reason: test}}
projects: {p15: {number: 15, owner: 区应急局, year: 2024年, investment: 200 万元, indicators: "35"}}
sites: {operators: {kind: register, place: here, units: 5, topic: liability_insurance}}
)";

const std::string measures = R"(policies:
  insurance: {kind: outreach, label: {zh: 强制保险, en: Compulsory insurance}, task: t63, sites: [operators], members: 4, starts: 2022-01-01, investment: 30 万元}
  alarm: {kind: outreach, project: p15, sites: [operators], starts: 2022-01-01, investment: 200 万元}
  free: {kind: outreach, sites: [operators], starts: 2022-01-01}
)";

/// The results of baseline, plan and a plan with money for half of it.
std::string results_in(const ScenarioFolder& folder) {
  folder.write("baseline.yaml", both);
  const auto plan = folder.write("plan.yaml", both + measures);
  const auto half = folder.write("half.yaml", both + measures + "all_tasks: {strength: 50 %}\n");
  waste::RunOptions options;
  options.output = folder / "r.h5";
  waste::run(std::vector<std::string>{folder / "baseline.yaml", plan, half}, options);
  return options.output;
}

std::string shown(const std::string& words) {
  FILE* pipe = popen(("WUFEI_LANG=en '" + waste::testing::executable() + "' " + words + " 2>&1").c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string text;
  char buffer[4096];
  for (std::size_t n; (n = fread(buffer, 1, sizeof buffer, pipe)) > 0;) text.append(buffer, n);
  pclose(pipe);
  return text;
}

}  // namespace

TEST_CASE("the results say who carries out a policy, until when, and what is spent on it") {
  const ScenarioFolder folder;
  const auto content = waste::read_results(results_in(folder));
  REQUIRE(content.scenarios.size() == 3);
  CHECK(content.scenarios[0].policies.empty());
  const auto& plan = content.scenarios[1].policies;
  REQUIRE(plan.size() == 3);  // alarm, free, insurance
  CHECK(plan[0].id == "alarm");
  CHECK(plan[0].owner == "区应急局");
  CHECK(plan[0].deadline == "2024年");
  CHECK(plan[0].indicators == std::vector<int>{35});
  CHECK(plan[1].owner.empty());
  CHECK(plan[1].investment == 0);
  CHECK(plan[2].label.en == "Compulsory insurance");
  CHECK(plan[2].owner == "区生态环境局");
  CHECK(plan[2].indicators == std::vector<int>{30, 34});
  CHECK(plan[2].spent == 30'000'000);
  CHECK(content.scenarios[2].policies[2].investment == 30'000'000);
  CHECK(content.scenarios[2].policies[2].spent == 15'000'000);  // the task goes half its way
  CHECK(content.scenarios[2].policies[0].spent == 200'000'000);  // no task, in full
}

TEST_CASE("a unit of an indicator costs what is spent on it over the paired difference to the baseline") {
  const ScenarioFolder folder;
  const std::string text = shown("show " + results_in(folder) + " --costs");
  INFO(text);
  CHECK(text.find("Compulsory insurance") != std::string::npos);
  CHECK(text.find("3750 CNY / point") != std::string::npos);  // 300,000 CNY for 80 points
}

TEST_CASE("money counts for what a task is for, not for what it moves besides, and not where it changed nothing") {
  const ScenarioFolder folder;
  const std::string results = results_in(folder);
  const auto tables = waste::read_tables(results, "policies");
  CHECK(tables[1].cells<std::string>("indicators") == std::vector<std::string>{"35", "", "30;34"});
  CHECK(tables[1].cells<std::string>("also") == std::vector<std::string>{"", "", "35"});
}

TEST_CASE("with tariffs the chains are shown, with and without a baseline") {
  const ScenarioFolder folder;
  const std::string priced = R"(format: 1
seed: 7
replicas: 2
period: {starts: 2020-01-01, ends: 2021-01-01}
places: {here: {}}
streams: {rubbish: {category: rubbish}}
sites:
  town: {kind: producer, place: here, stream: rubbish, rate: 10 t/d, payload: 10 t, outlet: end}
  end: {kind: landfill, place: here, stream: rubbish, capacity: 100000 t}
chains: {household: {label: {zh: 生活垃圾, en: household rubbish}, categories: rubbish}}
tariffs:
  haul: {item: transport, price: 5 元/t/km}
  bury: {item: operation, of: landfilled, kinds: landfill, price: 70 元/t}
)";
  waste::RunOptions options;
  options.output = folder / "priced.h5";
  waste::run(std::vector<std::string>{folder.write("priced.yaml", priced)}, options);
  const std::string text = shown("show " + options.output + " --costs");
  INFO(text);
  CHECK(text.find("household rubbish") != std::string::npos);
  CHECK(text.find("all chains") != std::string::npos);
  CHECK(text.find("CNY/t") != std::string::npos);

  const auto costs = waste::read_tables(options.output, "costs").front(), money = waste::read_tables(options.output, "money").front();
  const auto& amounts = costs.cells<std::int64_t>("amount");
  const auto& cells = money.cells<std::int64_t>("amount");
  std::int64_t sum = 0;
  for (const std::int64_t fen : cells) sum += fen;
  const auto& names = costs.cells<std::string>("cost");
  REQUIRE(names == std::vector<std::string>{"household/transport", "household/operation", "household/total", "all/transport",
                                            "all/operation", "all/total"});
  REQUIRE(amounts.size() == 2 * names.size());
  CHECK(amounts[2] + amounts[8] == sum);
  CHECK(amounts[5] == amounts[2]);
  CHECK(costs.cells<double>("per_tonne_mean")[2] == Approx(9000).epsilon(0.01));  // 4 km at 5 元 and 70 元

  CHECK(shown("show " + options.output + " --costs --format csv").find("household/total") != std::string::npos);
  CHECK(shown("show " + options.output + " --costs --format json").find("household/total") != std::string::npos);
}

TEST_CASE("costs of a file with one scenario and no tariffs are refused with the way to compare") {
  const ScenarioFolder folder;
  const auto plan = folder.write("plan.yaml", both + measures);
  waste::RunOptions options;
  options.output = folder / "alone.h5";
  waste::run(std::vector<std::string>{plan}, options);
  CHECK(shown("show " + options.output + " --costs").find("run it together with the one to compare it with") != std::string::npos);
}

TEST_CASE("costs are compared with the first scenario, whatever its name, or with the one that is named") {
  const ScenarioFolder folder;
  waste::RunOptions options;
  options.output = folder / "named.h5";
  waste::run(std::vector<std::string>{folder.write("as_it_is.yaml", both), folder.write("idea.yaml", both + measures)}, options);
  CHECK(shown("show " + options.output + " --costs").find("against as_it_is") != std::string::npos);
  const std::string turned = shown("show " + options.output + " --costs --against idea");
  CHECK(turned.find("against idea") != std::string::npos);
  CHECK(shown("show " + options.output + " --costs --against plan").find("there are: as_it_is, idea") != std::string::npos);
}
