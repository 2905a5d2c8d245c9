#include "models/views/costs.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "engine/base/error.h"
#include "models/results/reader.h"
#include "models/results/table.h"
#include "models/views/format.h"
#include "models/views/table.h"

namespace waste {
namespace {

/// The scenario that the others are compared with: the one that is named, otherwise the first of several; nullptr: there is one only.
const ScenarioResult* reference_of(const ResultsContent& results, const std::optional<std::string>& against) {
  if (!against) return results.scenarios.size() > 1 ? &results.scenarios.front() : nullptr;
  std::string known;
  for (const auto& scenario : results.scenarios) {
    if (scenario.name == *against) return &scenario;
    known += (known.empty() ? "" : ", ") + scenario.name;
  }
  throw sim::Error(sim::Exit::usage,
                   {"没有名为“" + *against + "”的情景；已有：" + known, "no scenario is called '" + *against + "'; there are: " + known});
}

using Lines = std::map<std::pair<int, std::string_view>, const IndicatorResult*>;  // by number and definition

Lines lines_of(const ScenarioResult& scenario) {
  Lines lines;
  for (const auto& line : scenario.indicators) lines.emplace(std::pair(line.number, std::string_view(line.definition)), &line);
  return lines;
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

/// By indicator: spending on the policies whose task names it among those it is for, and that changed something [fen]. Money that serves
/// several indicators counts for each; what a task moves besides is not what its money is for.
std::map<int, double> spending_of(const ScenarioResult& scenario) {
  std::map<int, double> spent;
  for (const PolicyResult& policy : scenario.policies) {
    if (policy.acted == 0) continue;
    for (const int number : std::set<int>(policy.indicators.begin(), policy.indicators.end()))
      spent[number] += static_cast<double>(policy.spent);
  }
  return spent;
}

/// What an improvement is counted in, and how many of that there are in a change: points of a percentage, per cent of a ratio such as
/// t/万元, units of anything else.
struct Improvement {
  double amount = 0;  // NaN: none
  Label unit;
};
Improvement improvement_of(const IndicatorResult& line, const IndicatorResult& without, double change) {
  const bool better = line.rule.starts_with('<') ? change < 0 : change > 0;
  if (!std::isfinite(change) || !better) return {std::nan(""), {}};
  if (line.own_unit == "%") return {std::abs(change), {"百分点", "point"}};
  if (line.own_unit.find('/') == std::string::npos) return {std::abs(change), {line.own_unit, line.own_unit}};
  return {100 * std::abs(change / without.mean.back()), {"1%", "1 %"}};
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

std::string by_indicator(const ScenarioResult& scenario, const ScenarioResult& reference, const Style& style) {
  Table table({{"#", true},
               {style.say({"指标", "indicator"}), false, 34},
               {style.say({"单位", "unit"})},
               {style.say({"较“" + reference.name + "”", "against " + reference.name}), true},
               {style.say({"相关支出", "spent on it"}), true},
               {style.say({"每改善一单位", "per improvement"}), true}});
  const Lines references = lines_of(reference);
  std::map<int, double> spending = spending_of(scenario);
  for (const IndicatorResult& line : scenario.indicators) {
    const auto without = references.find({line.number, line.definition});
    const double spent = spending[line.number];
    if (!line.simulated || without == references.end() || line.definition != "annex" || spent == 0) continue;
    const double change = paired_difference(line, *without->second, scenario.years);
    const Improvement improvement = improvement_of(line, *without->second, change);
    const std::string each = std::isnan(improvement.amount)
                                 ? ""
                                 : money(spent / improvement.amount, style) + " / " + style.say(improvement.unit);
    table.add({std::to_string(line.number), style.say(line.name), line.own_unit, number(change), money(spent, style), each});
  }
  return table.text(style.color_out);
}

/// The table of the chains of one scenario: rows of chains, columns of items.
class Chains {
 public:
  explicit Chains(const ResultTable& table)
      : table_(table), chains_(table.cells<std::string>("chain")), items_(table.cells<std::string>("item")),
        years_(table.cells<std::int32_t>("year")) {}

  std::string text(const Style& style) const {
    const std::vector<std::string> items = all_items();
    std::vector<Table::Column> columns{{std::to_string(years_.back()) + style.say({"年，万元", ", million CNY"}), false, 34}};
    for (const auto& item : items) columns.push_back({name(item, items_, "item", style), true});
    columns.push_back({style.say({"元/吨", "CNY/t"}), true});
    columns.push_back({style.say({"5–95%", "5-95 %"}), true});
    Table table(columns);
    for (const std::string& chain : order(chains_)) {
      std::vector<std::string> cells{name(chain, chains_, "chain", style)};
      for (const auto& item : items) cells.push_back(amount(chain, item, style));
      const std::size_t total = at(chain, "total");
      cells.push_back(each(figure("per_tonne_mean", total)));
      const double low = figure("per_tonne_q05", total), high = figure("per_tonne_q95", total);
      cells.push_back(std::isnan(low) ? "" : "[" + each(low) + ", " + each(high) + "]");
      table.add(cells);
    }
    return table.text(style.color_out);
  }

 private:
  /// In the order of their enumeration, which is that of the rows of all chains.
  std::vector<std::string> all_items() const {
    std::vector<std::string> items;
    for (std::size_t row = 0; row < chains_.size(); ++row)
      if (chains_[row] == "all") items.push_back(items_[row]);
    return items;
  }

  static std::vector<std::string> order(const std::vector<std::string>& names) {
    std::vector<std::string> distinct;
    const auto add = [&](const std::string& name) {
      if (std::find(distinct.begin(), distinct.end(), name) == distinct.end()) distinct.push_back(name);
    };
    for (const auto& name : names)
      if (name != "all") add(name);
    for (const auto& name : names) add(name);
    return distinct;
  }

  std::string name(const std::string& id, const std::vector<std::string>& ids, const std::string& column, const Style& style) const {
    const auto row = static_cast<std::size_t>(std::find(ids.begin(), ids.end(), id) - ids.begin());
    return style.say({table_.cells<std::string>(column + "_zh")[row], table_.cells<std::string>(column + "_en")[row]});
  }

  std::size_t at(const std::string& chain, const std::string& item) const {
    std::size_t row = 0;
    while (row < chains_.size() && (chains_[row] != chain || items_[row] != item)) ++row;
    return row;
  }

  /// Of the last year; NaN: there is no such row.
  double figure(const char* column, std::size_t row) const {
    return row == chains_.size() ? std::nan("") : table_.cells<double>(column)[(years_.size() - 1) * chains_.size() + row];
  }

  std::string amount(const std::string& chain, const std::string& item, const Style& style) const {
    const double fen = figure("mean", at(chain, item));
    if (std::isnan(fen)) return "";
    char text[32];
    std::snprintf(text, sizeof text, style.zh() ? "%.0f" : "%.2f", fen / (style.zh() ? 1e6 : 1e8));
    const bool nothing = std::string_view(text).find_first_of("123456789") == std::string_view::npos;
    return nothing && text[0] == '-' ? text + 1 : text;
  }

  static std::string each(double fen) { return std::isnan(fen) ? "" : number(fen / 100); }

  const ResultTable& table_;
  const std::vector<std::string>&chains_, &items_;  // [row]
  const std::vector<std::int32_t>& years_;
};

}  // namespace

std::string costs_view(const std::string& path, Format format, const Style& style, const std::optional<std::string>& against) {
  if (format != Format::table) return listing(path, "costs", {}, format, style);
  const ResultsContent results = read_results(path);
  const std::vector<ResultTable> chains = read_tables(path, "costs", {{}, true});
  const ScenarioResult* reference = reference_of(results, against);
  const bool priced = std::any_of(chains.begin(), chains.end(), [](const ResultTable& table) { return !table.empty(); });
  if (!reference && !priced)
    throw sim::Error(
        sim::Exit::usage,
        {"文件中只有一个情景，又没有单价：请把要比较的情景一起运行，例如 wufei run scenarios/baseline.yaml scenarios/plan.yaml",
         "the file has one scenario, and no tariffs: run it together with the one to compare it with, such as wufei run "
         "scenarios/baseline.yaml scenarios/plan.yaml"});
  std::string text;
  for (std::size_t i = 0; i < results.scenarios.size(); ++i) {
    const ScenarioResult& scenario = results.scenarios[i];
    const bool compared = reference && &scenario != reference;
    if (chains[i].empty() && !compared) continue;
    text += (text.empty() ? "" : "\n") + painted(scenario.name + "  " + style.say(scenario.title), Paint::bold, style.color_out) + "\n";
    if (!chains[i].empty()) text += Chains(chains[i]).text(style) + "\n";
    if (compared) text += by_policy(scenario, style) + "\n" + by_indicator(scenario, *reference, style);
  }
  if (priced)
    text += style.say({"负值为收入。只计区内场所，不含第三方（买家、处置单位等）自身的成本，也不含投资和折旧。\n",
                       "negative: earned. Of sites inside the district, without what third parties such as buyers spend themselves, and "
                       "without investment or its depreciation.\n"});
  return text + style.say({"投资只计入任务所列的指标，且政策须确有作用；服务多项指标的，各项都计入。没有投资数字的政策按零计。\n",
                           "investment counts for the indicators that its task names, if the policy changed anything; for each of several. "
                           "Policies without a figure count as nothing.\n"});
}

}  // namespace waste
