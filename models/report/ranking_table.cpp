#include "models/report/ranking_table.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "engine/base/error.h"
#include "engine/store/file_io.h"
#include "models/report/verdict.h"
#include "models/report/wording.h"
#include "models/views/json_value.h"

namespace waste::report {
namespace {

constexpr std::size_t most_named = 3;

[[noreturn]] void refuse(const std::string& path) {
  throw sim::Error(sim::Exit::input, {"“" + path + "”不是任务排序：请用 wufei rank 情景.yaml --all --format json -o rank.json",
                                      "'" + path + "' is no ranking of tasks: wufei rank SCENARIO.yaml --all --format json -o rank.json"});
}

Label label_of(const JsonValue& value) { return {value.at("zh").text(), value.at("en").text()}; }

/// Positions of what changes, the largest first.
std::vector<std::size_t> largest(const std::vector<double>& changes) {
  std::vector<std::size_t> moved;
  for (std::size_t i = 0; i < changes.size(); ++i)
    if (std::isfinite(changes[i]) && changes[i] != 0) moved.push_back(i);
  std::stable_sort(moved.begin(), moved.end(), [&](auto a, auto b) { return std::abs(changes[a]) > std::abs(changes[b]); });
  return moved;
}

/// The number by which a ranking names a line.
std::string named(const IndicatorResult& line) {
  return std::to_string(line.number) + (line.definition == "annex" ? "" : "." + line.definition);
}

}  // namespace

RankingTable read_ranking(const std::string& path, const ScenarioResult& judged) {
  const std::string text = sim::read_file(path);
  RankingTable ranking;
  try {
    const JsonValue root = JsonValue::parse(text);
    if (root.at("table").text() != "changes") refuse(path);
    ranking.year = static_cast<int>(root.at("year").number());
    for (const JsonValue& column : root.at("columns").items())
      if (const std::string key = column.at("name").text(); key != "task" && key != "name") ranking.indicators.push_back(key);
    for (const JsonValue& row : root.at("rows").items()) {
      RankingTable::Row task{row.at("task").text(), label_of(row.at("name")), {}};
      for (const std::string& key : ranking.indicators) task.changes.push_back(row.at(key).number());
      ranking.tasks.push_back(std::move(task));
    }
    for (const JsonValue& note : root.at("notes").items()) ranking.notes.push_back(label_of(note));
  } catch (const JsonFault&) {
    refuse(path);
  }
  const std::string year = std::to_string(ranking.year), other = std::to_string(judged.target_year);
  if (ranking.year != judged.target_year)
    throw sim::Error(sim::Exit::input,
                     {"“" + path + "”是" + year + "年的任务排序，结果按" + other + "年考核；请对同一情景重新运行 wufei rank",
                      "'" + path + "' ranks tasks by " + year + ", the results are judged in " + other +
                          "; run wufei rank again, of the same scenario"});
  return ranking;
}

std::string moved_by(const RankingTable& ranking, const std::string& task) {
  const auto row = std::find_if(ranking.tasks.begin(), ranking.tasks.end(), [&](const auto& one) { return one.task == task; });
  if (row == ranking.tasks.end()) return "";
  std::string text;
  const auto moved = largest(row->changes);
  for (std::size_t i = 0; i < std::min(most_named, moved.size()); ++i)
    text += (text.empty() ? "" : "; ") + ranking.indicators[moved[i]] + " " + with_sign(row->changes[moved[i]]);
  return text;
}

Section tasks_that_matter(const Sources& sources, const RankingTable& ranking) {
  Section section{"tasks", {"哪些任务最要紧", "Which tasks matter"}, {}};
  Table table{{"每项指标停做后变化最大的任务", "For each indicator the tasks that change it most when they are left out"},
              {{{"状态", "state"}}, {same("#"), true}, {{"指标", "indicator"}}, {{"任务（停做后的变化）", "tasks (change without them)"}}},
              {}};
  auto lines = scored_lines(*sources.main().result, {});
  const auto need = [](const IndicatorResult* line) { return std::isnan(line->probability_met) ? 2 : line->probability_met; };
  std::stable_sort(lines.begin(), lines.end(), [&](auto* a, auto* b) { return need(a) < need(b); });
  for (const IndicatorResult* line : lines) {
    const auto at = std::find(ranking.indicators.begin(), ranking.indicators.end(), named(*line));
    if (at == ranking.indicators.end()) continue;
    std::vector<double> changes;
    for (const auto& task : ranking.tasks) changes.push_back(task.changes[static_cast<std::size_t>(at - ranking.indicators.begin())]);
    const auto moved = largest(changes);
    Label tasks;
    for (std::size_t i = 0; i < std::min(most_named, moved.size()); ++i) {
      const auto& task = ranking.tasks[moved[i]];
      tasks = tasks + (tasks.zh.empty() ? Label{} : Label{"；", "; "}) + same(task.task + " ") + task.name +
              Label{"（" + with_sign(changes[moved[i]]) + "）", " (" + with_sign(changes[moved[i]]) + ")"};
    }
    if (moved.empty()) tasks = {"没有单项任务影响它", "no single task moves it"};
    table.rows.push_back({{word_of(mark_of(*line)), mark_of(*line)}, text_cell(number_of(*line)), text_cell(line->name), text_cell(tasks)});
  }
  if (table.rows.empty()) return section;
  section.blocks.push_back(std::move(table));
  for (const Label& note : ranking.notes) section.blocks.push_back(Sentence{note, Tone::note});
  return section;
}

}  // namespace waste::report
