#include "models/views/costs.h"

#include <algorithm>
#include <cmath>

#include "engine/base/error.h"
#include "models/views/format.h"
#include "models/views/table.h"

namespace waste {
namespace {

const ScenarioResult& baseline_of(const ResultsContent& results) {
  for (const auto& scenario : results.scenarios)
    if (scenario.name == "baseline") return scenario;
  throw sim::Error(sim::Exit::usage, {"费用要与同一文件中的“baseline”比较：wufei run scenarios/baseline.yaml scenarios/plan.yaml",
                                      "costs need 'baseline' in the same file: wufei run scenarios/baseline.yaml scenarios/plan.yaml"});
}

const IndicatorResult* same_line(const ScenarioResult& scenario, const IndicatorResult& line) {
  for (const auto& other : scenario.indicators)
    if (other.number == line.number && other.definition == line.definition) return &other;
  return nullptr;
}

/// Mean over the replicas of the difference in the last year; NaN if no replica has both.
double paired_difference(const IndicatorResult& with, const IndicatorResult& without, int years) {
  double sum = 0;
  int count = 0;
  const std::size_t replicas = std::min(with.annual.size(), without.annual.size()) / static_cast<std::size_t>(years);
  for (std::size_t replica = 0; replica < replicas; ++replica) {
    const std::size_t last = (replica + 1) * static_cast<std::size_t>(years) - 1;
    const double difference = with.annual[last] - without.annual[last];
    if (std::isnan(difference)) continue;
    sum += difference;
    ++count;
  }
  return count > 0 ? sum / count : std::nan("");
}

/// Spending on the policies meant to improve an indicator. Money that serves several indicators counts for each.
std::int64_t spent_on(const ScenarioResult& scenario, int number) {
  std::int64_t sum = 0;
  for (const PolicyResult& policy : scenario.policies)
    if (std::count(policy.indicators.begin(), policy.indicators.end(), number) > 0) sum += policy.spent;
  return sum;
}

std::string money(double fen, const Style& style) { return fen == 0 ? "" : quantity(fen, "fen", style.language); }

std::string by_policy(const ScenarioResult& scenario, const Style& style) {
  Table table({{style.say({"政策", "policy"})},
               {style.say({"任务", "task"})},
               {style.say({"工程", "project"})},
               {style.say({"牵头单位", "owner"}), false, 24},
               {style.say({"期限", "deadline"})},
               {style.say({"投资", "investment"}), true},
               {style.say({"本情景支出", "spent"}), true}});
  double investment = 0, spent = 0;
  for (const PolicyResult& policy : scenario.policies) {
    investment += static_cast<double>(policy.investment), spent += static_cast<double>(policy.spent);
    if (policy.investment == 0) continue;
    table.add({style.say(policy.label), policy.task, policy.project, policy.owner, policy.deadline,
               money(static_cast<double>(policy.investment), style), money(static_cast<double>(policy.spent), style)});
  }
  table.add({style.say({"合计", "sum"}), "", "", "", "", money(investment, style), money(spent, style)});
  return table.text(style.color_out);
}

std::string by_indicator(const ScenarioResult& scenario, const ScenarioResult& baseline, const Style& style) {
  Table table({{"#", true},
               {style.say({"指标", "indicator"}), false, 34},
               {style.say({"单位", "unit"})},
               {style.say({"较基准", "against baseline"}), true},
               {style.say({"相关支出", "spent on it"}), true},
               {style.say({"每单位", "per unit"}), true}});
  for (const IndicatorResult& line : scenario.indicators) {
    const IndicatorResult* without = same_line(baseline, line);
    const double spent = static_cast<double>(spent_on(scenario, line.number));
    if (!line.simulated || !without || line.definition != "annex" || spent == 0) continue;
    const double change = paired_difference(line, *without, scenario.years);
    const bool moved = std::isfinite(change) && change != 0;
    table.add({std::to_string(line.number), style.say(line.name), line.own_unit, number(change), money(spent, style),
               moved ? money(spent / std::abs(change), style) : ""});
  }
  return table.text(style.color_out);
}

}  // namespace

std::string costs_table(const ResultsContent& results, const Style& style) {
  const ScenarioResult& baseline = baseline_of(results);
  std::string text;
  for (const ScenarioResult& scenario : results.scenarios) {
    if (&scenario == &baseline) continue;
    text += (text.empty() ? "" : "\n") + painted(scenario.name + "  " + style.say(scenario.title), Paint::bold, style.color_out) + "\n";
    text += by_policy(scenario, style) + "\n" + by_indicator(scenario, baseline, style);
  }
  return text + style.say({"同一笔支出若服务多项指标，各项都计入；没有投资数字的政策按零计。\n",
                           "money that serves several indicators counts for each; policies without a figure count as nothing.\n"});
}

}  // namespace waste
