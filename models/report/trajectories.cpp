#include "models/report/trajectories.h"

#include <algorithm>
#include <cmath>

#include "models/report/chart_data.h"
#include "models/report/verdict.h"
#include "models/report/wording.h"

namespace waste::report {
namespace {

/// Years of all scenarios.
std::pair<int, int> period_of(const Sources& sources) {
  int first = sources.main().result->first_year, end = first;
  for (const ReportedScenario& scenario : sources.scenarios()) {
    first = std::min(first, scenario.result->first_year);
    end = std::max(end, scenario.result->first_year + scenario.result->years);
  }
  return {first, end};
}

double largest_mean(const Sources& sources, const IndicatorResult& line) {
  double largest = 0;
  for (const ReportedScenario& scenario : sources.scenarios())
    if (const IndicatorResult* same_line = scenario.line(line.number, line.definition))
      for (const double value : same_line->mean)
        if (std::isfinite(value)) largest = std::max(largest, std::abs(value));
  return largest;
}

Table table_of(const Sources& sources, const IndicatorResult& line, double size) {
  const auto [first, end] = period_of(sources);
  Table table{{"逐年数值", "Values by year"}, {{{"情景", "scenario"}}, {{"年", "year"}, true}, {{"均值", "mean"}, true}}, {}, true};
  table.columns.push_back({{"5%–95%", "5–95 %"}, true});
  table.columns.push_back({{"均值的95%区间", "95 % interval of the mean"}, true});
  for (const ReportedScenario& scenario : sources.scenarios()) {
    const IndicatorResult* values = scenario.line(line.number, line.definition);
    if (!values || !values->simulated) continue;
    for (int year = first - scenario.result->first_year; year < end - scenario.result->first_year; ++year) {
      const auto range = [&](const std::vector<double>& low, const std::vector<double>& high) -> Cell {
        return {both([&](Language language) {
          const double factor = readable_unit(unit_of(line), size, language).factor;
          return range_text(value_in(low, year) * factor, value_in(high, year) * factor);
        })};
      };
      Cell mean = amount(value_in(values->mean, year), unit_of(line), size);
      if (above_all(*values, year)) mean.text = mean.text + same("!");
      table.rows.push_back({text_cell(scenario.title), text_cell(std::to_string(scenario.result->first_year + year)), mean,
                            range(values->q05, values->q95), range(values->low, values->high)});
    }
  }
  return table;
}

std::string data_of(const Sources& sources, const IndicatorResult& line, double size) {
  const auto [first, end] = period_of(sources);
  ChartData data;
  data.json.begin('{').member("first", first).member("end", end).member("target", line.target).member("base", line.baseline);
  data.json.member("targetYear", sources.main().result->target_year);
  data.label("unit", unit_for(unit_of(line), size));
  data.json.key("factor").begin('{');
  data.json.member("zh", readable_unit(unit_of(line), size, Language::zh).factor);
  data.json.member("en", readable_unit(unit_of(line), size, Language::en).factor).end();
  data.json.key("series").begin('[');
  for (std::size_t i = 0; i < sources.scenarios().size(); ++i) {
    const ReportedScenario& scenario = sources.scenarios()[i];
    const IndicatorResult* values = scenario.line(line.number, line.definition);
    if (!values || !values->simulated) continue;
    data.json.begin('{').member("from", scenario.result->first_year);
    data.label("name", scenario.title);
    data.json.member("role", &scenario == &sources.main() ? "main" : &scenario == sources.reference() ? "reference" : "other");
    data.numbers("mean", values->mean).numbers("low", values->q05).numbers("high", values->q95);
    data.json.end();
  }
  data.json.end().end();
  return data.json.text();
}

Chart chart_of(const Sources& sources, const IndicatorResult& line) {
  const ScenarioResult& scenario = *sources.main().result;
  const double size = largest_mean(sources, line);
  const Label unit = unit_for(unit_of(line), size);
  const std::string key = std::to_string(line.number) + "-" + line.definition;
  const int year = shown_year(scenario);
  const Label description = filled({"折线图：{}各情景{}至{}年的均值和5%–95%范围。{}：{}年为{}；目标：{}。",
                                    "Line chart: {}, means and 5–95 % of each scenario, {} to {}. {}: {} gives {}; target: {}."},
                                   {line.name, same(std::to_string(scenario.first_year)),
                                    same(std::to_string(scenario.first_year + scenario.years - 1)), sources.main().title,
                                    same(std::to_string(scenario.first_year + year)), value_text(line, year),
                                    same(line.target_text.empty() ? "–" : line.target_text)});
  const Label title = same(number_of(line) + " ") + line.name +
                      (unit.zh.empty() ? Label{} : Label{"（" + unit.zh + "）", " (" + unit.en + ")"});
  return {"trajectory-" + key, "trajectory", title, description, data_of(sources, line, size), {table_of(sources, line, size)}};
}

}  // namespace

Section trajectories(const Sources& sources, std::optional<int> number) {
  Section section{"trajectories", {"逐年走势", "From year to year"}, {}};
  Gallery scored, others;
  for (const IndicatorResult& line : sources.main().result->indicators) {
    if (!line.simulated || (number && line.number != *number)) continue;
    (line.scored ? scored : others).charts.push_back(chart_of(sources, line));
  }
  section.blocks.push_back(Sentence{
      {"线为均值，带为5%–95%；虚线为目标，空心圈为方案所载现状值。各图下可展开数据表。",
       "Lines are means, bands 5–95 %; the dashed line is the target, the open circle the value that the plan "
       "states for the base year. Numbers are in the table below each picture."},
      Tone::note});
  if (!scored.charts.empty()) section.blocks.push_back(std::move(scored));
  if (!others.charts.empty()) {
    section.blocks.push_back(Sentence{
        {"同一编号的其他口径，不对照目标：", "Other definitions under the same numbers, not held against targets:"}});
    section.blocks.push_back(std::move(others));
  }
  return section;
}

}  // namespace waste::report
