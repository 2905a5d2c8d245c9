#include "models/assessment/plan.h"

#include <algorithm>
#include <sstream>
#include <tuple>

#include "engine/base/utf8.h"
#include "models/assessment/indicator_lines.h"
#include "models/assessment/own_indicator.h"
#include "models/scenario/merge.h"

namespace waste {
namespace {

/// "text;strict"
std::vector<std::string> names_in(const std::string& text) {
  std::vector<std::string> names;
  std::istringstream in(text);
  for (std::string name; std::getline(in, name, ';');) names.emplace_back(sim::trim(name));
  return names;
}

Rule read_rule(const Node::Entry& entry, Fields& fields, int base_year) {
  std::string text;
  fields.text("rule", text);
  if (const auto rule = Rule::parse(text, base_year)) return *rule;
  const Node* node = entry.value.find("rule");
  fields.error(node ? node->place : entry.value.place, "E0705", {"未知的评判规则“" + text + "”", "unknown rule '" + text + "'"},
               known_rules(base_year));
  return {};
}

IndicatorFacts read_indicator(SectionReader& reader, const District& district, const Node::Entry& entry, Fields& fields) {
  const int base_year = sim::year_of(district.base);
  IndicatorFacts facts;
  facts.id = entry.key;
  fields.ordinal("number", facts.number);
  fields.text("definition", facts.definition);
  fields.text("scored", facts.scored);
  std::string also;
  fields.text("definitions", also);
  facts.also = names_in(also);
  reader.label(fields, "label", facts.name);
  fields.text("unit", facts.unit);
  fields.text("own_unit", facts.own_unit);
  fields.text("baseline_text", facts.baseline_text);
  fields.text("target_text", facts.target_text);
  facts.has_baseline = fields.number("baseline", "1", facts.baseline, any_figure);
  facts.has_target = fields.number("target", "1", facts.target, any_figure);
  facts.rule = read_rule(entry, fields, base_year);
  fields.yes_no("mandatory", facts.mandatory);
  fields.yes_no("extensive", facts.extensive);
  fields.text("responsible", facts.responsible);
  fields.parameter({"decided", "mechanism|data|judgement", {"数值由什么决定", "what decides its value"}}, &facts.decided, reader.names());
  reader.label(fields, "why", facts.why);
  facts.own = read_own_indicator(reader, district, fields, facts.number);
  fields.finish();
  return facts;
}

void check_doubles(SectionReader& reader, const std::vector<IndicatorFacts>& rows) {
  for (std::size_t i = 1; i < rows.size(); ++i)
    if (rows[i].number == rows[i - 1].number && rows[i].definition == rows[i - 1].definition)
      reader.root().error(reader.root().map().find("indicators")->find(rows[i].id)->place, "E0720",
                          {"指标“" + rows[i - 1].id + "”和“" + rows[i].id + "”的编号和口径相同",
                           "indicators '" + rows[i - 1].id + "' and '" + rows[i].id + "' are about the same number and definition"},
                          {"请给其中一个写上自己的definition（口径）", "give one of them a 'definition' of its own"});
}

void check_definition(SectionReader& reader, const IndicatorFacts& row, const char* key, const std::string& name,
                      const std::vector<std::string>& known) {
  if (std::find(known.begin(), known.end(), name) != known.end()) return;
  const Node* node = reader.scenario().root().at_path("indicators." + row.id + "." + key);
  std::string list;
  for (const auto& each : known) list += (list.empty() ? "" : ", ") + each;
  reader.root().error(node->place, "E0721",
                      {"指标" + std::to_string(row.number) + "没有口径“" + name + "”",
                       "indicator " + std::to_string(row.number) + " has no definition '" + name + "'"},
                      {"可用：" + list, "one of: " + list});
}

void check_definitions(SectionReader& reader, const Plan& plan) {
  for (const IndicatorFacts& row : plan.indicators) {
    auto known = known_definitions(plan, row.number);
    for (const std::string& name : row.also) check_definition(reader, row, "definitions", name, known);
    known.push_back("none");
    if (row.definition.empty() && row.scored != "annex") check_definition(reader, row, "scored", row.scored, known);
  }
}

/// Some formulas divide by an output that only the district's data can give.
void check_output(SectionReader& reader, const District& district, const Plan& plan) {
  for (const IndicatorLine& line : indicator_lines(plan))
    if (line.indicator && line.indicator->measure.of_output && district.economy.output <= 0) {
      const std::string path = "indicators." + plan.indicators[static_cast<std::size_t>(line.facts)].id;
      reader.root().error(reader.scenario().root().at_path(path)->place, "E0755",
                          {"指标" + line.key + "以工业产出为分母，而数据没有给出",
                           "indicator " + line.key + " divides by an output that is not given"},
                          {"economy: {output: 800 亿元}，基准年数值", "economy: {output: 800 亿元}, of the base year"});
    }
}

IndicatorGroup read_group(SectionReader& reader, const Node::Entry& entry, Fields& fields) {
  IndicatorGroup group;
  group.id = entry.key;
  reader.label(fields, "label", group.name);
  fields.ordinal("first", group.first);
  fields.ordinal("last", group.last);
  fields.finish();
  return group;
}

/// Years have the number of the calendar year in which they begin.
void read_target_year(SectionReader& reader, int base_year, Plan& plan) {
  std::int64_t year = base_year;
  Fields& root = reader.root();
  if (!root.integer("target_year", "1", year, {-9999, 9999}) || (year >= base_year && year < 2200)) {
    plan.target_year = static_cast<int>(year);
    return;
  }
  const std::string base = std::to_string(base_year);
  root.error(root.map().find("target_year")->place, "E0754",
             {"无法评判" + std::to_string(year) + "年的目标：基准年为" + base + "年",
              "targets of " + std::to_string(year) + " cannot be judged: the base year is " + base},
             {base + "至2199之间的年份", "a year from " + base + " to 2199"});
}

void read_indicators(SectionReader& reader, const District& district, Plan& plan) {
  reader.require_keys("indicators", "indicator", {"number"});
  reader.require_keys("indicator_groups", "group of indicators", {"first", "last"});
  reader.each_entry("indicators",
                    [&](const auto& entry, Fields& fields) { plan.indicators.push_back(read_indicator(reader, district, entry, fields)); });
  const auto key = [](const IndicatorFacts& row) { return std::tie(row.number, row.definition, row.id); };
  std::sort(plan.indicators.begin(), plan.indicators.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
  check_doubles(reader, plan.indicators);
  check_definitions(reader, plan);
  reader.each_entry("indicator_groups",
                    [&](const auto& entry, Fields& fields) { plan.indicator_groups.push_back(read_group(reader, entry, fields)); });
  std::sort(plan.indicator_groups.begin(), plan.indicator_groups.end(),
            [](const auto& a, const auto& b) { return std::tie(a.first, a.id) < std::tie(b.first, b.id); });
}

/// The indicators that a task or a project names must be in the plan, if it lists any.
template <class Facts>
void check_indicators(SectionReader& reader, const Plan& plan, const std::string& section, const Facts& row, const char* key,
                      const std::vector<int>& numbers) {
  if (plan.indicators.empty()) return;
  for (const int number : numbers) {
    const auto is_listed = [number](const IndicatorFacts& facts) { return facts.number == number; };
    if (std::any_of(plan.indicators.begin(), plan.indicators.end(), is_listed)) continue;
    const Node* node = reader.scenario().root().at_path(section + "." + row.id + "." + key);
    reader.root().error(node->place, "E0709",
                        {"“" + row.id + "”写了指标" + std::to_string(number) + "，而方案没有列出",
                         "'" + row.id + "' names indicator " + std::to_string(number) + ", which the plan does not list"},
                        {"方案所列指标的编号", "the number of an indicator of the plan"}, {}, static_cast<int>(node->text.size()));
  }
}

void read_tasks(SectionReader& reader, Plan& plan) {
  TaskFacts all;
  if (const Node* node = reader.section("all_tasks")) {
    Fields fields(reader.scenario(), *node, "all_tasks", reader.diagnostics());
    read_switches(fields, all);
    fields.finish();
  }
  reader.require_keys("tasks", "task", {"number"});
  reader.require_keys("projects", "project", {"number"});
  reader.read_facts("tasks", plan.tasks, [&](const auto& entry, Fields& fields) { return read_task(entry, fields, all); });
  reader.read_facts("projects", plan.projects, read_project);
  for (const TaskFacts& task : plan.tasks) {
    reader.define("task", task.id);
    check_indicators(reader, plan, "tasks", task, "indicators", task.indicators);
    check_indicators(reader, plan, "tasks", task, "also", task.also);
  }
  for (const ProjectFacts& project : plan.projects) {
    reader.define("project", project.id);
    check_indicators(reader, plan, "projects", project, "indicators", project.indicators);
  }
}

/// The row of the hindcast that a statistic is compared with must exist.
void check_counterpart(SectionReader& reader, const Plan& plan, const Statistic& statistic) {
  std::vector<std::string> rows;
  for (const auto& row : plan.hindcast) rows.push_back(row.id);
  if (statistic.hindcast.empty() || std::find(rows.begin(), rows.end(), statistic.hindcast) != rows.end()) return;
  const Node* node = reader.scenario().root().at_path("statistics." + statistic.id + ".hindcast");
  const sim::Message near = near_hint(statistic.hindcast, rows);
  reader.root().error(node->place, "E0107",
                      {"hindcast：没有“" + statistic.hindcast + "”这一行", "hindcast: unknown row '" + statistic.hindcast + "'"},
                      near.empty() ? sim::Message{"hindcast中的一行", "a row of the section 'hindcast'"} : near, known_note("rows", rows),
                      static_cast<int>(statistic.hindcast.size()));
}

void read_statistics(SectionReader& reader, Plan& plan) {
  reader.read_facts("statistics", plan.statistics, read_statistic);
  const auto& known = plan.statistics;
  reader.read_facts("balances", plan.balances, [&](const auto& entry, Fields& fields) { return read_balance(entry, fields, known); });
  reader.read_facts("claims", plan.claims, [&](const auto& entry, Fields& fields) { return read_claim(entry, fields, known); });
  reader.read_facts("hindcast", plan.hindcast, read_hindcast);
  for (const Statistic& statistic : known) check_counterpart(reader, plan, statistic);
}

}  // namespace

void read_plan(SectionReader& reader, const District& district, Plan& plan) {
  const int base_year = sim::year_of(district.base);
  read_target_year(reader, base_year, plan);
  read_indicators(reader, district, plan);
  check_output(reader, district, plan);
  read_tasks(reader, plan);
  read_statistics(reader, plan);
  if (const Node* node = reader.section("climate")) plan.climate = read_climate(reader.scenario(), *node, district, reader.diagnostics());
}

}  // namespace waste
