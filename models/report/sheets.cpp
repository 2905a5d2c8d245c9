#include "models/report/sheets.h"

#include <algorithm>
#include <cmath>

#include "models/report/cost_tables.h"
#include "models/report/sources.h"
#include "models/report/verdict.h"
#include "models/report/wording.h"
#include "models/views/alarms_sheet.h"
#include "models/views/books_sheet.h"
#include "models/views/workbook.h"

namespace waste::report {
namespace {

const SheetColumn scenario_column{"scenario", {"情景", "scenario"}};

/// Sentences, points and small tables of a section, one row each.
void tell(Sheet& sheet, const Section& section) {
  const auto add = [&](const Label& what, const Label& text) { sheet.put({}, section.title, what, text); };
  for (const Block& block : section.blocks) {
    if (const auto* sentence = std::get_if<Sentence>(&block)) add({}, sentence->text);
    if (const auto* points = std::get_if<Points>(&block))
      for (const Label& item : points->items) add(points->title, item);
    if (const auto* table = std::get_if<Table>(&block); table && table->columns.size() == 2)
      for (const auto& row : table->rows) add(row[0].text, row[1].text);
  }
}

Sheet guide(const Document& document) {
  Sheet sheet{"guide",
              {"说明", "guide"},
              {{"section", {"部分", "section"}},
               {"what", {"项目", "what"}, Holds::text, "", false, false, false, false, 36},
               {"text", {"内容", "text"}, Holds::text, "", false, false, false, false, 120}},
              {},
              {},
              {}};
  sheet.put({}, Label{"报告", "report"}, Label{"标题", "title"}, document.title);
  sheet.put({}, Label{"报告", "report"}, Label{"来源", "from"}, document.subtitle);
  for (const Section& section : document.sections)
    if (section.id == "verdict" || section.id == "provenance") tell(sheet, section);
  return sheet;
}

Sheet indicators(const Sources& sources) {
  Sheet sheet{"indicators",
              {"指标", "indicators"},
              {scenario_column,
               {"state", {"状态", "state"}},
               {"number", {"编号", "no."}, Holds::whole},
               {"definition", {"口径", "definition"}},
               {"mandatory", {"必选", "star"}},
               {"name", {"指标", "indicator"}, Holds::text, "", false, false, false, false, 40},
               {"unit", {"单位", "unit"}, Holds::unit},
               {"year", {"年份", "year"}, Holds::whole},
               {"mean", {"均值", "mean"}, Holds::number, "", true},
               {"q05", {"5%分位", "5 %"}, Holds::number, "", true},
               {"q95", {"95%分位", "95 %"}, Holds::number, "", true},
               {"target", {"目标", "target"}},
               {"margin", {"差距", "margin"}, Holds::number, "", true},
               {"probability", {"达标概率", "probability"}, Holds::share},
               {"responsible", {"责任单位", "responsible"}},
               {"decided", {"由什么决定", "decided by"}, Holds::text, "", false, false, false, false, 60}},
              {},
              {},
              {}};
  for (const ReportedScenario& scenario : sources.scenarios()) {
    const int year = shown_year(*scenario.result);
    for (const IndicatorResult& line : scenario.result->indicators) {
      if (!line.simulated) continue;
      sheet.put({unit_of(line)}, scenario.title, word_of(mark_of(line)), std::int64_t{line.number},
                line.definition == "annex" ? "" : line.definition, line.mandatory ? "*" : "", line.name, waste::Cell{},
                std::int64_t{scenario.result->first_year + year}, value_in(line.mean, year), value_in(line.q05, year),
                value_in(line.q95, year), line.target_text, distance(line, year), line.probability_met, line.responsible, line.why);
    }
  }
  return sheet;
}

/// The most of its lines that a picture can show apart.
constexpr std::size_t most_lines = 8;

/// Means year by year; and the picture of the mandatory percentages of the main scenario.
Sheet years(const Sources& sources, std::vector<SheetChart>& charts) {
  Sheet sheet{"years",
              {"逐年", "years"},
              {scenario_column,
               {"number", {"编号", "no."}, Holds::whole},
               {"definition", {"口径", "definition"}},
               {"name", {"指标", "indicator"}, Holds::text, "", false, false, false, false, 40},
               {"unit", {"单位", "unit"}, Holds::unit}},
              {},
              {},
              {}};
  const ScenarioResult& main = *sources.main().result;
  const std::size_t first = sheet.columns.size();
  for (int year = 0; year < main.years; ++year) {
    const std::string name = std::to_string(main.first_year + year);
    sheet.columns.push_back({name, {name, name}, Holds::number, "", true});
  }
  SheetChart chart{sheet.name, {"必选指标（%）：", "Mandatory indicators (%): "}, {}, 3, first, sheet.columns.size() - 1};
  chart.title = chart.title + sources.main().title;
  for (const ReportedScenario& scenario : sources.scenarios())
    for (const IndicatorResult& line : scenario.result->indicators) {
      if (!line.simulated) continue;
      const bool drawn = &scenario == &sources.main() && line.mandatory && line.scored && unit_of(line) == "%";
      if (drawn && chart.rows.size() < most_lines) chart.rows.push_back(sheet.rows.size());
      std::vector<waste::Cell> cells = row_of(scenario.title, std::int64_t{line.number}, line.definition == "annex" ? "" : line.definition,
                                              line.name, waste::Cell{});
      for (int year = 0; year < main.years; ++year) cells.emplace_back(value_in(line.mean, year));
      sheet.add(std::move(cells), {unit_of(line)});
    }
  if (!chart.rows.empty()) charts.push_back(std::move(chart));
  return sheet;
}

std::string joined(const std::vector<int>& numbers) {
  std::string text;
  for (const int number : numbers) text += (text.empty() ? "" : "; ") + std::to_string(number);
  return text;
}

Sheet tasks(const Sources& sources, const std::optional<RankingTable>& ranking) {
  Sheet sheet{"tasks",
              {"任务", "tasks"},
              {scenario_column,
               {"task", {"任务", "task"}},
               {"policy", {"政策", "policy"}},
               {"name", {"名称", "name"}, Holds::text, "", false, false, false, false, 40},
               {"project", {"工程", "project"}},
               {"owner", {"牵头单位", "lead unit"}},
               {"deadline", {"期限", "deadline"}},
               {"starts", {"开始", "starts"}, Holds::date},
               {"indicators", {"对应指标", "indicators"}},
               {"acted", {"起作用的遍数比例", "acted in"}, Holds::share},
               {"investment", {"投资", "investment"}, Holds::number, "fen", false, false, false, false, 40, true},
               {"spent", {"本情景支出", "spent"}, Holds::number, "fen", false, false, false, false, 40, true}},
              {},
              {},
              {}};
  if (ranking) sheet.columns.push_back({"moves", {"停做后变化最大的指标", "indicators that it moves most"}});
  for (const ReportedScenario& scenario : sources.scenarios())
    for (const PolicyResult& policy : scenario.result->policies) {
      std::vector<waste::Cell> cells = row_of(scenario.title, policy.task, policy.id, policy.label, policy.project, policy.owner,
                                              policy.deadline, policy.due ? policy.starts.substr(0, 10) : "", joined(policy.indicators),
                                              policy.acted, static_cast<double>(policy.investment), static_cast<double>(policy.spent));
      if (ranking) cells.emplace_back(moved_by(*ranking, policy.task));
      sheet.add(std::move(cells));
    }
  return sheet;
}

Sheet parameters(const Sources& sources) {
  Sheet sheet{"parameters",
              {"参数", "parameters"},
              {scenario_column,
               {"path", {"路径", "path"}, Holds::text, "", false, false, false, false, 60},
               {"unit", {"单位", "unit"}},
               {"low", {"下限", "low"}, Holds::number},
               {"mode", {"最可能值", "mode"}, Holds::number},
               {"high", {"上限", "high"}, Holds::number}},
              {},
              {},
              {}};
  for (const ReportedScenario& scenario : sources.scenarios()) {
    const ResultTable table = scenario.table("parameters", {{}, true});
    if (table.empty()) continue;
    const auto &paths = table.cells<std::string>("path"), &units = table.cells<std::string>("own_unit");
    for (std::size_t i = 0; i < paths.size(); ++i)
      sheet.put({}, scenario.title, paths[i], units[i], table.cells<double>("low")[i], table.cells<double>("mode")[i],
                table.cells<double>("high")[i]);
  }
  sheet.notes.push_back({"每遍从其范围抽取一个数值。", "Each replication draws a value from the range."});
  return sheet;
}

Sheet flows(const Sources& sources, const Style& style) {
  BooksQuery query;
  query.by = {By::stream};
  query.scenario = sources.main().result->name;
  Sheet sheet = wide(flows_sheet(sources.main().source->path, query, style), "year", "mass");
  sheet.title = {"流向", "flows"};
  return sheet;
}

/// Alarms by kind, site and year; below, what else must be said: warnings, and measures that changed nothing.
Sheet hints(const Sources& sources, const Document& document, const Style& style) {
  BooksQuery query;
  query.scenario = sources.main().result->name;
  Sheet sheet = alarms_sheet(sources.main().source->path, query, style);
  sheet.title = {"提示", "hints"};
  for (const Section& section : document.sections)
    for (const Block& block : section.blocks)
      if (const auto* sentence = std::get_if<Sentence>(&block); sentence && sentence->tone == Tone::warning)
        sheet.notes.push_back(sentence->text);
  for (const ReportedScenario& scenario : sources.scenarios()) {
    Label idle;
    for (const PolicyResult& policy : scenario.result->policies)
      if (policy.idle()) idle = idle + (idle.zh.empty() ? Label{} : Label{"、", ", "}) + policy.label;
    if (!idle.zh.empty())
      sheet.notes.push_back(scenario.title + Label{"：各遍均未起作用的措施：", ": measures that changed nothing in any replication: "} +
                            idle);
  }
  return sheet;
}

}  // namespace

std::string workbook_on(const Request& request, const Document& document, const Style& style) {
  const Sources sources(request.paths, request.main);
  std::optional<RankingTable> ranking;
  if (request.ranking) ranking = read_ranking(*request.ranking, *sources.main().result);
  std::vector<SheetChart> charts;
  std::vector<Sheet> sheets{guide(document),      indicators(sources),   years(sources, charts), tasks(sources, ranking),
                            costs_sheet(sources), flows(sources, style), parameters(sources),    hints(sources, document, style)};
  return workbook(sheets, style, charts);
}

}  // namespace waste::report
