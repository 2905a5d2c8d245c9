#include "models/cli/gaps.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/cli/scenario_view.h"

namespace waste::cli {
namespace {

bool at_most(const IndicatorResult& line) { return line.rule.starts_with("<"); }

/// The target, or the value of the base year where the rule compares with that.
double bound_of(const ScenarioResult& scenario, const IndicatorResult& line) {
  const int year = scenario.judged_year().value_or(-1);
  return value_in(line.mean, year) - distance(line, year);
}

bool missed(const IndicatorResult& line) { return line.simulated && line.scored && line.probability_met < 0.5; }

double relative_margin(const ScenarioResult& scenario, const IndicatorResult& line) {
  const double bound = std::abs(bound_of(scenario, line));
  return bound > 0 ? margin(scenario, line) / bound : margin(scenario, line);
}

Label verdict_of(const IndicatorResult& line) {
  if (std::isnan(line.probability_met)) return {"未评判", "not judged"};
  if (line.probability_met >= 0.9) return {"稳妥", "safe"};
  if (line.probability_met >= 0.5) return {"可望达标", "likely"};
  if (line.probability_met > 0.1) return {"难达标", "unlikely"};
  return {"不达标", "missed"};
}

std::vector<SheetColumn> columns_of_margins() {
  std::vector<SheetColumn> columns{{"scenario", {"情景", "scenario"}},
                                   {"number", {"编号", "no."}, Holds::whole},
                                   {"definition", {"口径", "definition"}},
                                   {"mandatory", {"必选", "star"}},
                                   {"name", {"指标", "indicator"}, Holds::text, "", false, false, false, false, 36},
                                   {"unit", {"单位", "unit"}, Holds::unit},
                                   {"target", {"目标", "target"}, Holds::text, "", false, false, false, false, 16},
                                   {"mean", {"均值", "mean"}, Holds::number, "", true},
                                   {"q05", {"5%–95%", "5–95 %"}, Holds::number, "", true, true},
                                   {"q95", {"95%分位", "95 %"}, Holds::number, "", true},
                                   {"margin", {"余量", "margin"}, Holds::number, "", true, false, false, true},
                                   {"relative", {"余量/目标", "margin/target"}, Holds::share, "", false, false, false, true},
                                   {"probability_met", {"达标概率", "met"}, Holds::share},
                                   {"verdict", {"判断", "verdict"}},
                                   {"responsible", {"责任单位", "responsible"}, Holds::text, "", false, false, false, false, 24}};
  return columns;
}

void add_margin(Sheet& sheet, const ScenarioResult& scenario, const IndicatorResult& line) {
  const int year = scenario.judged_year().value_or(scenario.years - 1);
  sheet.put({unit_of(line)}, scenario.name, std::int64_t{line.number}, line.definition == "annex" ? "" : line.definition,
            line.mandatory ? "*" : "", line.name, Cell{}, line.target_text, value_in(line.mean, year), value_in(line.q05, year),
            value_in(line.q95, year), margin(scenario, line), relative_margin(scenario, line), line.probability_met, verdict_of(line),
            line.responsible);
}

/// The quotient of the first two parts, times 100 for percentages: whether a value is that.
bool is_quotient(const ScenarioView& view, int year, double& factor) {
  if (view.terms.size() != 2 || !view.simulated) return false;
  const double above = value_in(view.terms[0].by_year, year), below = value_in(view.terms[1].by_year, year),
               value = value_in(view.simulated->mean, year);
  if (!(below > 0) || !(above > 0) || !(std::abs(value) > 0)) return false;
  factor = unit_of(*view.simulated) == "%" ? 100 : 1;
  return std::abs(factor * above / below / value - 1) < 0.02;
}

void add_change(Sheet& sheet, const ScenarioResult& scenario, Label what, double now, double needed, const std::string& unit) {
  sheet.put({unit}, scenario.name, std::move(what), Cell{}, now, needed, needed - now,
            now != 0 ? (needed - now) / std::abs(now) : std::nan(""));
}

void add_parts(Sheet& sheet, const ScenarioView& view, double bound, int year) {
  double factor = 1;
  if (!is_quotient(view, year, factor)) return;
  const double above = value_in(view.terms[0].by_year, year), below = value_in(view.terms[1].by_year, year);
  const auto only = [](const Label& what) { return Label{"只改：" + what.zh, "changing only: " + what.en}; };
  const auto name = [&](std::size_t term) { return Label{view.terms[term].name.zh, view.terms[term].name.en}; };
  add_change(sheet, *view.result, only(name(0)), above, bound * below / factor, view.terms[0].unit);
  if (bound != 0) add_change(sheet, *view.result, only(name(1)), below, factor * above / bound, view.terms[1].unit);
}

/// What the scenario has moved since the base year, and what it would have to move.
void add_progress(Sheet& sheet, const ScenarioResult& scenario, const IndicatorResult& line, double bound, int year) {
  const double first = value_in(line.mean, 0), moved = value_in(line.mean, year) - first, needed = bound - first;
  const std::string base = std::to_string(scenario.first_year);
  if (moved * needed > 0 && std::abs(moved) < std::abs(needed) && 100 * std::abs(moved) > std::abs(needed))
    add_change(sheet, scenario, {base + "年以来的变化", "change since " + base}, moved, needed, unit_of(line));
}

/// The tasks that are to move it, and the policies that carry them out here.
Label tasks_note(const ScenarioView& view) {
  Label note{"影响本指标的任务：", "tasks that move it: "};
  const auto tasks = tasks_that_move(view.world->plan, facts_of(view).number);
  for (const TaskFacts* task : tasks) {
    std::string policies;
    for (const auto& policy : view.world->policies.list)
      if (policy->task && view.world->plan.tasks[policy->task.index].id == task->id)
        policies += (policies.empty() ? "" : ", ") + policy->id;
    const std::string separator = task == tasks.front() ? "" : "；";
    note.zh += separator + task->id + " " + task->name.zh + (policies.empty() ? "（本情景中没有政策）" : "（" + policies + "）");
    note.en += (task == tasks.front() ? "" : "; ") + task->id + " " + task->name.en +
               (policies.empty() ? " (no policy here)" : " (" + policies + ")");
  }
  return note;
}

}  // namespace

double margin(const ScenarioResult& scenario, const IndicatorResult& line) {
  const auto year = scenario.judged_year();
  if (!year || std::isnan(line.probability_met)) return std::nan("");
  const double beyond = distance(line, *year);
  return line.rule.starts_with("=") ? -std::abs(beyond) : at_most(line) ? -beyond : beyond;
}

Sheet margins(const ResultsContent& results, const MarginSelection& selection, const Session&) {
  Sheet sheet{selection.unmet ? "unmet" : "margins",
              selection.unmet ? Label{"未达到的目标", "targets that are missed"} : Label{"与目标的距离", "margins to the targets"},
              columns_of_margins(),
              {},
              {},
              {}};
  for (const ScenarioResult& scenario : results.scenarios) {
    std::vector<const IndicatorResult*> lines;
    for (const IndicatorResult& line : scenario.indicators)
      if (line.scored && line.simulated && (selection.unmet ? missed(line) : !std::isnan(line.probability_met))) lines.push_back(&line);
    if (selection.by_margin)
      std::stable_sort(lines.begin(), lines.end(),
                       [&](const auto* a, const auto* b) { return relative_margin(scenario, *a) < relative_margin(scenario, *b); });
    for (const IndicatorResult* line : lines) add_margin(sheet, scenario, *line);
  }
  sheet.notes.push_back({"余量：均值超出目标的部分，按评判方向计，负数为差额。判断：概率≥90%稳妥，≥50%可望达标，>10%难达标。",
                         "margin: mean beyond the target in the direction of its rule, negative: lacking. Safe: met with 90 % or more, "
                         "likely: 50 %, unlikely: more than 10 %."});
  return sheet;
}

Sheet gap(const std::string& path, const ResultsContent& results, int number, const Session& session) {
  Sheet sheet{"gap",
              {"达到目标还要改变多少", "what would have to change, and by how much"},
              {{"scenario", {"情景", "scenario"}},
               {"what", {"改变什么", "what"}, Holds::text, "", false, false, false, false, 60},
               {"unit", {"单位", "unit"}, Holds::unit},
               {"now", {"现在", "now"}, Holds::number, "", true},
               {"needed", {"需要", "needed"}, Holds::number, "", true},
               {"change", {"变化", "change"}, Holds::number, "", true, false, false, true},
               {"relative", {"变化率", "relative"}, Holds::share, "", false, false, false, true}},
              {},
              {},
              {}};
  for (const ScenarioResult& scenario : results.scenarios) {
    const ScenarioView view = view_of_results(path, scenario, {number, ""}, session);
    const auto year = scenario.judged_year();
    if (!view.simulated || !view.simulated->simulated || !year || std::isnan(view.simulated->probability_met)) continue;
    const IndicatorResult& line = *view.simulated;
    const double bound = bound_of(scenario, line);
    const Label name{std::to_string(number) + " " + line.name.zh, std::to_string(number) + " " + line.name.en};
    add_change(sheet, scenario, name, value_in(line.mean, *year), bound, unit_of(line));
    if (margin(scenario, line) < 0) add_progress(sheet, scenario, line, bound, *year), add_parts(sheet, view, bound, *year);
    if (&scenario == &results.scenarios.back()) sheet.notes.push_back(tasks_note(view));
  }
  if (sheet.rows.empty())
    sheet.notes.push_back({"本指标未模拟，或没有可评判的目标。", "it is not simulated, or has no target to be judged by."});
  else
    sheet.notes.push_back(
        {"各行每次只改一项，其余保持目标年均值；已达标的只列第一行。",
         "each line changes one thing and keeps the rest at its mean of the target year; a target that is met has only the first."});
  return sheet;
}

}  // namespace waste::cli
