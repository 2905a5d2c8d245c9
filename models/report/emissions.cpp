#include "models/report/emissions.h"

#include <algorithm>
#include <cstdio>

#include "models/report/chart_data.h"
#include "models/report/cost_tables.h"
#include "models/report/wording.h"

namespace waste::report {
namespace {

constexpr double per_ten_thousand = 1e-4, per_thousand = 1e-3;  // from tonnes to 万吨 and kt

struct Gases {
  explicit Gases(const ResultTable& table)
      : years(table.cells<std::int32_t>("year")), sources(table.cells<std::string>("source")), roles(table.cells<std::string>("role")),
        mean(table.cells<double>("mean")), q05(table.cells<double>("q05")), q95(table.cells<double>("q95")) {
    for (std::size_t i = 0; i < sources.size(); ++i)
      names.push_back({table.cells<std::string>("label_zh")[i], table.cells<std::string>("label_en")[i]});
  }

  double of(const std::vector<double>& figure, std::size_t year, std::size_t source) const {
    return figure[year * sources.size() + source];
  }
  std::vector<double> series(std::size_t source) const {
    std::vector<double> values;
    for (std::size_t year = 0; year < years.size(); ++year) values.push_back(of(mean, year, source));
    return values;
  }

  std::vector<std::int32_t> years;
  std::vector<std::string> sources, roles;
  std::vector<double> mean, q05, q95;  // [year * sources + source] [t CO2e]
  std::vector<Label> names;
};

/// Two decimals, as `wufei show --climate` prints them.
Label shown(double tonnes) {
  return both([&](Language language) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2f", tonnes * (language == Language::zh ? per_ten_thousand : per_thousand));
    return std::string(text);
  });
}

Table table_of(const Gases& gases, const Label& caption, bool folded) {
  Table table{caption + Label{"（万吨CO₂e）", " (kt CO₂e)"}, {{{"来源", "source"}}}, {}, folded};
  for (const auto year : gases.years) table.columns.push_back({same(std::to_string(year)), true});
  table.columns.push_back({{"末年5%–95%", "last year, 5–95 %"}, true});
  const std::size_t last = gases.years.size() - 1;
  for (std::size_t i = 0; i < gases.sources.size(); ++i) {
    std::vector<Cell> row{text_cell((gases.roles[i] == "sum" ? same("= ") : Label{}) + gases.names[i])};
    for (std::size_t year = 0; year <= last; ++year) row.push_back(text_cell(shown(gases.of(gases.mean, year, i))));
    row.push_back(text_cell(shown(gases.of(gases.q05, last, i)) + same(" … ") + shown(gases.of(gases.q95, last, i))));
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::string data_of(const Gases& gases) {
  ChartData data;
  data.json.begin('{').key("years").begin('[');
  for (const auto year : gases.years) data.json.value(static_cast<int>(year));
  data.json.end();
  data.label("unit", {"万吨CO₂e", "kt CO₂e"});
  data.json.key("factor").begin('{').member("zh", per_ten_thousand).member("en", per_thousand).end().key("parts").begin('[');
  std::size_t net = gases.sources.size();
  for (std::size_t i = 0; i < gases.sources.size(); ++i) {
    if (gases.sources[i] == "net") net = i;
    const auto values = gases.series(i);
    const bool any = std::any_of(values.begin(), values.end(), [](double value) { return value != 0; });
    if ((gases.roles[i] != "emitted" && gases.roles[i] != "avoided") || !any) continue;
    data.json.begin('{');
    data.label("name", gases.names[i]).numbers("values", values).json.end();
  }
  data.json.end().key("net");
  if (net == gases.sources.size()) {
    data.json.null();
  } else {
    data.json.begin('{');
    data.label("name", gases.names[net]).numbers("values", gases.series(net)).json.end();
  }
  data.json.end();
  return data.json.text();
}

std::string money_text(std::int64_t fen, Language language) { return fen == 0 ? "" : quantity(static_cast<double>(fen), "fen", language); }
Cell money_cell(std::int64_t fen) {
  return {both([&](Language language) { return money_text(fen, language); })};
}

/// What the measures of a scenario cost to build; without rows where none has a figure.
Table investments(const ReportedScenario& scenario) {
  Table table{{"“" + scenario.title.zh + "”的投资", "Investment under “" + scenario.title.en + "”"},
              {{{"措施", "measure"}},
               {{"任务", "task"}},
               {{"工程", "project"}},
               {{"牵头单位", "lead unit"}},
               {{"期限", "deadline"}},
               {{"投资", "investment"}, true},
               {{"本情景支出", "spent"}, true}},
              {}};
  std::int64_t investment = 0, spent = 0;
  std::vector<const PolicyResult*> list;
  for (const PolicyResult& policy : scenario.result->policies)
    if (investment += policy.investment, spent += policy.spent, policy.investment != 0) list.push_back(&policy);
  if (list.empty()) return table;
  std::stable_sort(list.begin(), list.end(), [](auto* a, auto* b) { return a->investment > b->investment; });
  table.rows.push_back({text_cell(Label{"合计", "sum"}), {}, {}, {}, {}, money_cell(investment), money_cell(spent)});
  for (const PolicyResult* policy : list)
    table.rows.push_back({text_cell(policy->label), text_cell(policy->task), text_cell(policy->project), text_cell(policy->owner),
                          text_cell(policy->deadline), money_cell(policy->investment), money_cell(policy->spent)});
  return table;
}

}  // namespace

Section emissions(const Sources& sources) {
  Section section{"gases", {"温室气体", "Greenhouse gases"}, {}};
  for (const ReportedScenario& scenario : sources.scenarios()) {
    const ResultTable table = scenario.table("climate", {{}, true});
    if (table.empty() || table.length("year") == 0) continue;
    const Gases gases(table);
    if (&scenario == &sources.main())
      section.blocks.insert(section.blocks.begin(),
                            Chart{"gases",
                                  "stacked",
                                  scenario.title + Label{"：温室气体，按来源", ": greenhouse gases by source"},
                                  {"堆积柱图：各来源逐年排放量，向下为避免的排放，折线为净排放。",
                                   "Stacked bars: emissions of each source by year, avoided ones downward; the line is net."},
                                  data_of(gases),
                                  {table_of(gases, scenario.title, false)}});
    else section.blocks.push_back(table_of(gases, scenario.title, true));
  }
  if (section.blocks.empty()) return section;
  section.blocks.push_back(Sentence{
      {"负值为避免的排放。只计固体废物各环节；出行、供暖、工业生产不在内。填埋甲烷只计模拟开始后填入的。",
       "Negative: avoided. Only what happens to waste counts, not travel, heating or industry; methane only of what was "
       "buried since the run began."},
      Tone::note});
  return section;
}

Section money(const Sources& sources) {
  Section section{"money", {"费用", "Money"}, {}};
  for (Table& table : cost_tables(sources)) section.blocks.emplace_back(std::move(table));
  if (!section.blocks.empty()) section.blocks.push_back(what_costs_are());
  if (Table table = investments(sources.main()); !table.rows.empty()) {
    section.blocks.push_back(std::move(table));
    section.blocks.push_back(Sentence{
        {"没有投资数字的措施不列，按零计。", "Measures without a figure are not listed and count as nothing."}, Tone::note});
  }
  return section;
}

}  // namespace waste::report
