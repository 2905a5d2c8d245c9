#include "models/report/what_if.h"

#include <algorithm>
#include <cmath>

#include "models/report/verdict.h"
#include "models/report/wording.h"

namespace waste::report {
namespace {

/// "13 / 6 / 4": mandatory targets that are safe, open, missed.
std::string counts_of(const ReportedScenario& scenario) {
  int counts[3] = {};
  for (const IndicatorResult* line : scored_lines(*scenario.result, {}))
    if (line->mandatory && mark_of(*line) != Mark::unjudged) ++counts[static_cast<int>(mark_of(*line)) - static_cast<int>(Mark::safe)];
  return std::to_string(counts[0]) + " / " + std::to_string(counts[1]) + " / " + std::to_string(counts[2]);
}

Cell value_cell(const ReportedScenario& scenario, const IndicatorResult& line) {
  const int year = shown_year(*scenario.result);
  const Label value = value_text(line, year) +
                      both([&](Language language) { return " " + readable_unit(unit_of(line), value_in(line.mean, year), language).text; });
  const Mark mark = mark_of(line);
  if (mark == Mark::unjudged) return {value};
  return {value + Label{"，达标 ", ", met "} + same(share_text(line.probability_met)), mark};
}

/// The mean of another scenario less that of the main one.
Cell difference_cell(const ReportedScenario& scenario, const IndicatorResult& line, const ReportedScenario& main,
                     const IndicatorResult& reference) {
  const double before = value_in(reference.mean, shown_year(*main.result));
  const double difference = value_in(line.mean, shown_year(*scenario.result)) - before;
  return {both([&](Language language) { return with_sign(difference * readable_unit(unit_of(reference), before, language).factor); })};
}

std::vector<Cell> row_of(const Sources& sources, const IndicatorResult& line) {
  std::vector<Cell> row{text_cell(number_of(line) + (line.mandatory ? "*" : "")), text_cell(line.name), text_cell(line.target_text)};
  for (const ReportedScenario& scenario : sources.scenarios()) {
    const IndicatorResult* own = scenario.line(line.number, line.definition);
    const bool known = own && own->simulated;
    row.push_back(known ? value_cell(scenario, *own) : text_cell("–"));
    if (&scenario != &sources.main()) row.push_back(known ? difference_cell(scenario, *own, sources.main(), line) : text_cell("–"));
  }
  return row;
}

}  // namespace

Section what_if(const Sources& sources, std::optional<int> number) {
  Section section{"what-if", {"假如……", "What if"}, {}};
  if (sources.scenarios().size() < 2) return section;
  Table counts{{"各情景必选指标", "Mandatory targets by scenario"},
               {{{"情景", "scenario"}}, {{"有把握 / 未定 / 完不成", "safe / open / missed"}, true}, {{"内容", "what it is"}}},
               {}};
  for (const ReportedScenario& scenario : sources.scenarios())
    counts.rows.push_back({text_cell(scenario.title), text_cell(counts_of(scenario)), text_cell(scenario.full)});
  if (!number) section.blocks.push_back(counts);
  Table table{{"各情景逐项对照", "Scenarios side by side"}, {{same("#"), true}, {{"指标", "indicator"}}, {{"目标", "target"}}}, {}};
  for (const ReportedScenario& scenario : sources.scenarios()) {
    const std::string year = std::to_string(scenario.result->first_year + shown_year(*scenario.result));
    table.columns.push_back({scenario.title + Label{"，" + year + "年", ", " + year}});
    if (&scenario != &sources.main()) table.columns.push_back({{"较评判情景", "difference"}, true});
  }
  for (const IndicatorResult* line : scored_lines(*sources.main().result, number)) table.rows.push_back(row_of(sources, *line));
  section.blocks.push_back(table);
  section.blocks.push_back(Sentence{
      filled({"较评判情景：该情景均值减“{}”均值，单位同该指标。各情景共用同一组随机数，差别来自情景本身。",
              "difference: the mean less that of “{}”, in the unit of the indicator. Scenarios of one file share their random numbers, so "
              "that differences come from what differs."},
             {sources.main().title}),
      Tone::note});
  return section;
}

}  // namespace waste::report
