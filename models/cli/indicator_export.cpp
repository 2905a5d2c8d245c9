#include "models/cli/indicator_export.h"

#include <algorithm>
#include <cmath>

#include "models/assessment/statistics.h"
#include "models/cli/notes.h"
#include "models/views/format.h"
#include "models/views/json.h"

namespace waste::cli {
namespace {

void number_or_text(Json& json, const char* key, double value, const std::string& text) {
  if (std::isnan(value) && !text.empty()) json.member(key, text);
  else json.member(key, value);
}

void write_year(Json& json, const IndicatorResult& line, int year) {
  json.begin('{')
      .member("mean", value_in(line.mean, year))
      .member("low", value_in(line.low, year))
      .member("high", value_in(line.high, year));
  json.member("q05", value_in(line.q05, year)).member("q25", value_in(line.q25, year)).member("q50", value_in(line.q50, year));
  json.member("q75", value_in(line.q75, year)).member("q95", value_in(line.q95, year)).member("to_target", distance(line, year)).end();
}

/// The key of the value that the plan states for its base year, which is the first of every run.
std::string baseline_key(int base_year) { return "baseline_" + std::to_string(base_year); }

void write_indicator(Json& json, const ScenarioResult& scenario, const IndicatorResult& line) {
  json.begin('{').member("id", line.number).member("definition", line.definition);
  json.key("name").begin('{').member("zh", line.name.zh).member("en", line.name.en).end();
  json.member("unit", unit_of(line)).member("simulated", line.simulated).member("mandatory", line.mandatory).member("scored", line.scored);
  number_or_text(json, baseline_key(scenario.first_year).c_str(), line.baseline, line.baseline_text);
  number_or_text(json, "target", line.target, line.target_text);
  json.member("baseline_text", line.baseline_text).member("target_text", line.target_text);
  const auto [low, high] = probability_interval(line.probability_met, scenario.effective);
  json.member("target_rule", line.rule).member("probability_met", line.probability_met);
  json.member("probability_low", low).member("probability_high", high).member("formula", line.formula);
  json.key("years_above_100_percent").begin('[');
  for (int year = 0; line.simulated && year < scenario.years; ++year)
    if (above_all(line, year)) json.value(scenario.first_year + year);
  json.end();
  json.key("years").begin('{');
  for (int year = 0; line.simulated && year < scenario.years; ++year) {
    json.key(std::to_string(scenario.first_year + year));
    write_year(json, line, year);
  }
  json.end().end();
}

}  // namespace

namespace {

std::vector<SheetColumn> columns_of_sheet(int base_year) {
  const std::string base = std::to_string(base_year);
  std::vector<SheetColumn> columns{{"scenario", {"情景", "scenario"}},
                                   {"id", {"编号", "no."}, Holds::whole},
                                   {"definition", {"口径", "definition"}},
                                   {"name", {"指标", "indicator"}},
                                   {"unit", {"单位", "unit"}},
                                   {baseline_key(base_year), {base + "年现状（方案）", base + " in the plan"}},
                                   {"target", {"目标", "target"}},
                                   {"target_rule", {"评判规则", "rule"}},
                                   {"probability_met", {"达标概率", "met with probability"}, Holds::share},
                                   {"probability_low", {"达标概率下限", "probability, low"}, Holds::share},
                                   {"probability_high", {"达标概率上限", "probability, high"}, Holds::share},
                                   {"year", {"年份", "year"}, Holds::whole}};
  for (const auto& [key, title] : std::vector<std::pair<std::string, Label>>{{"mean", {"均值", "mean"}},
                                                                             {"low", {"均值的95%区间下限", "95 % of the mean, low"}},
                                                                             {"high", {"均值的95%区间上限", "95 % of the mean, high"}},
                                                                             {"q05", {"5%分位", "5 %"}},
                                                                             {"q25", {"25%分位", "25 %"}},
                                                                             {"q50", {"中位数", "median"}},
                                                                             {"q75", {"75%分位", "75 %"}},
                                                                             {"q95", {"95%分位", "95 %"}},
                                                                             {"to_target", {"与目标之差", "to target"}}})
    columns.push_back({key, title, Holds::number});
  return columns;
}

void add_years(Sheet& sheet, const ScenarioResult& scenario, const IndicatorResult& line) {
  const auto [low, high] = probability_interval(line.probability_met, scenario.effective);
  const std::vector<Cell> head = row_of(scenario.name, std::int64_t{line.number}, line.definition, line.name,
                                        Label{readable_unit(unit_of(line), 0, Language::zh).text, unit_of(line)}, line.baseline_text,
                                        line.target_text, line.rule, line.probability_met, low, high);
  for (int year = 0; year < (line.simulated ? scenario.years : 1); ++year) {
    auto cells = head;
    cells.push_back(line.simulated ? Cell{std::int64_t{scenario.first_year + year}} : Cell{});
    for (const auto* values : {&line.mean, &line.low, &line.high, &line.q05, &line.q25, &line.q50, &line.q75, &line.q95})
      cells.emplace_back(value_in(*values, year));
    cells.emplace_back(line.simulated ? distance(line, year) : std::nan(""));
    sheet.add(std::move(cells));
  }
}

}  // namespace

Sheet as_sheet(const ResultsContent& results, const Selection& selection) {
  const int base_year = results.scenarios.empty() ? 0 : results.scenarios.front().first_year;  // one period for all
  Sheet sheet{"indicators", {"指标", "indicators"}, columns_of_sheet(base_year), {}, {}, {}};
  for (const auto& scenario : results.scenarios)
    for (const auto& line : scenario.indicators)
      if (chosen(line, selection) && (line.simulated || selection.all)) add_years(sheet, scenario, line);
  return sheet;
}

std::string as_json(const ResultsContent& results, const Selection& selection) {
  std::int64_t closure = 0;
  for (const auto& scenario : results.scenarios) closure = std::max(closure, std::abs(scenario.mass_closure_g));
  Json json;
  json.begin('{').member("schema_version", 1).member("mass_closure_g", closure);
  json.key("scenarios").begin('{');
  for (const auto& scenario : results.scenarios) {
    json.key(scenario.name).begin('{');
    json.key("title").begin('{').member("zh", scenario.title.zh).member("en", scenario.title.en).end();
    json.member("base_year", scenario.first_year).member("target_year", scenario.target_year);
    json.member("replicas", scenario.replicas).member("effective_replicas", scenario.effective).key("idle_policies").begin('[');
    for (const PolicyResult& policy : scenario.policies)
      if (policy.idle()) json.value(policy.id);
    json.end().key("together").begin('{');
    for (const ScoreResult& row : scenario.scores) {
      json.key(row.id).begin('{').member("mandatory_met", row.mandatory_met).member("mandatory_judged", row.mandatory_judged);
      json.member("mandatory_open", row.mandatory_open).member("all_met", row.all_met).member("all_judged", row.all_judged);
      json.member("all_open", row.all_open).end();
    }
    json.end().key("indicators").begin('[');
    for (const auto& line : scenario.indicators)
      if (chosen(line, selection)) write_indicator(json, scenario, line);
    json.end().end();
  }
  return json.end().end().text();
}

}  // namespace waste::cli
