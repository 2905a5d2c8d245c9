#include "models/report/cost_tables.h"

#include <algorithm>
#include <cmath>

#include "models/report/wording.h"

namespace waste::report {
namespace {

/// The table `costs` of a scenario: rows are items of chains, the last of each chain is its total.
struct Costs {
  explicit Costs(const ResultTable& table)
      : years(table.cells<std::int32_t>("year")), chain(table.cells<std::string>("chain")), item(table.cells<std::string>("item")),
        mean(table.cells<double>("mean")), q05(table.cells<double>("q05")), q95(table.cells<double>("q95")),
        per_tonne(table.cells<double>("per_tonne_mean")), per_tonne_q05(table.cells<double>("per_tonne_q05")),
        per_tonne_q95(table.cells<double>("per_tonne_q95")) {
    const auto names = [&](const char* zh, const char* en) {
      std::vector<Label> labels;
      for (std::size_t i = 0; i < chain.size(); ++i) labels.push_back({table.cells<std::string>(zh)[i], table.cells<std::string>(en)[i]});
      return labels;
    };
    chain_name = names("chain_zh", "chain_en"), item_name = names("item_zh", "item_en");
  }

  std::size_t last(std::size_t row) const { return (years.size() - 1) * chain.size() + row; }

  std::vector<std::int32_t> years;
  std::vector<std::string> chain, item;               // [row]
  std::vector<double> mean, q05, q95;                 // [year * rows + row] [fen]
  std::vector<double> per_tonne, per_tonne_q05, per_tonne_q95;  // the same [fen/t]; NaN: no tonnes
  std::vector<Label> chain_name, item_name;           // [row]
};

Cell money_of(double fen) {
  return {both([&](Language language) { return std::isnan(fen) ? "" : fen == 0 ? "0" : quantity(fen, "fen", language); })};
}

Cell each_of(double fen) { return text_cell(std::isnan(fen) ? "" : number(fen / 100)); }

Table table_of(const Costs& costs, const Label& scenario, bool folded) {
  const std::string year = std::to_string(costs.years.back());
  Table table{scenario + Label{"：" + year + "年各链条费用", ": what the chains cost in " + year},
              {{{"链条", "chain"}},
               {{"费用", "cost"}, true},
               {{"5%–95%", "5–95 %"}, true},
               {{"元/吨", "CNY/t"}, true},
               {{"5%–95%", "5–95 %"}, true},
               {{"其中", "of which"}}},
              {},
              folded};
  Label parts;
  for (std::size_t row = 0; row < costs.chain.size(); ++row) {
    const std::size_t at = costs.last(row);
    if (costs.item[row] != "total") {
      parts = parts + (parts.zh.empty() ? Label{} : Label{"，", ", "}) + costs.item_name[row] + same(" ") + money_of(costs.mean[at]).text;
      continue;
    }
    table.rows.push_back({text_cell(costs.chain_name[row]),
                          money_of(costs.mean[at]),
                          {money_of(costs.q05[at]).text + same(" … ") + money_of(costs.q95[at]).text},
                          each_of(costs.per_tonne[at]),
                          text_cell(range_text(costs.per_tonne_q05[at] / 100, costs.per_tonne_q95[at] / 100)),
                          {parts}});
    parts = {};
  }
  return table;
}

}  // namespace

std::vector<Table> cost_tables(const Sources& sources) {
  std::vector<Table> tables;
  for (const ReportedScenario& scenario : sources.scenarios()) {
    const ResultTable table = scenario.table("costs", {{}, true});
    if (table.empty() || table.length("year") == 0) continue;
    const bool main = &scenario == &sources.main();
    Table made = table_of(Costs(table), scenario.title, !main);
    if (main) tables.insert(tables.begin(), std::move(made));
    else tables.push_back(std::move(made));
  }
  return tables;
}

Sentence what_costs_are() {
  return {{"负值为收入。只计区内场所，不含第三方（买家、处置单位等）自身的成本，也不含投资和折旧；单价为假设范围内抽取的数值。",
           "Negative: earned. Of sites inside the district, without what third parties such as buyers spend themselves, and without "
           "investment or its depreciation; prices are drawn from assumed ranges."},
          Tone::note};
}

Sheet costs_sheet(const Sources& sources) {
  Sheet sheet{"costs",
              {"费用", "costs"},
              {{"scenario", {"情景", "scenario"}},
               {"chain", {"链条", "chain"}},
               {"item", {"项目", "item"}},
               {"year", {"年份", "year"}, Holds::whole},
               {"mean", {"均值", "mean"}, Holds::number, "fen", false, false, false, false, 40, true},
               {"q05", {"5%分位", "5 %"}, Holds::number, "fen", false, false, false, false, 40, true},
               {"q95", {"95%分位", "95 %"}, Holds::number, "fen", false, false, false, false, 40, true},
               {"per_tonne", {"每吨费用（元/吨）", "per tonne [CNY/t]"}, Holds::number},
               {"per_tonne_q05", {"每吨费用5%分位", "per tonne, 5 %"}, Holds::number},
               {"per_tonne_q95", {"每吨费用95%分位", "per tonne, 95 %"}, Holds::number}},
              {},
              {},
              {}};
  for (const ReportedScenario& scenario : sources.scenarios()) {
    const ResultTable table = scenario.table("costs", {{}, true});
    if (table.empty()) continue;
    const Costs costs(table);
    for (std::size_t year = 0; year < costs.years.size(); ++year)
      for (std::size_t row = 0; row < costs.chain.size(); ++row) {
        const std::size_t at = year * costs.chain.size() + row;
        sheet.put({}, scenario.title, costs.chain_name[row], costs.item_name[row], std::int64_t{costs.years[year]}, costs.mean[at],
                  costs.q05[at], costs.q95[at], costs.per_tonne[at] / 100, costs.per_tonne_q05[at] / 100, costs.per_tonne_q95[at] / 100);
      }
  }
  sheet.notes.push_back(what_costs_are().text);
  return sheet;
}

}  // namespace waste::report
