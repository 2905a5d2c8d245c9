#include "models/assessment/plan.h"

#include <algorithm>
#include <tuple>

#include "models/assessment/indicator_lines.h"
#include "models/scenario/merge.h"

namespace waste {
namespace {

IndicatorFacts read_indicator(SectionReader& reader, const Node::Entry& entry, Fields& fields) {
  static const std::vector<std::string> rules{">=", ">", "<=", "=", "<= 2020", "> 2020", "none"};
  IndicatorFacts facts;
  facts.id = entry.key;
  std::int64_t number = 0;
  fields.integer("number", "1", number);
  facts.number = static_cast<int>(number);
  fields.text("definition", facts.definition);
  fields.text("scored", facts.scored);
  reader.label(fields, "label", facts.name);
  fields.text("unit", facts.unit);
  fields.text("own_unit", facts.own_unit);
  fields.text("baseline_text", facts.baseline_text);
  fields.text("target_text", facts.target_text);
  facts.has_baseline = fields.number("baseline", "1", facts.baseline);
  facts.has_target = fields.number("target", "1", facts.target);
  fields.text("rule", facts.rule);
  fields.yes_no("mandatory", facts.mandatory);
  fields.yes_no("extensive", facts.extensive);
  fields.text("responsible", facts.responsible);
  fields.finish();
  if (std::find(rules.begin(), rules.end(), facts.rule) == rules.end())
    fields.error(entry.value.place, "E0705", "unknown rule '" + facts.rule + "'", "one of: >=, >, <=, =, <= 2020, > 2020, none");
  return facts;
}

void check_doubles(SectionReader& reader, const std::vector<IndicatorFacts>& rows) {
  for (std::size_t i = 1; i < rows.size(); ++i)
    if (rows[i].number == rows[i - 1].number && rows[i].definition == rows[i - 1].definition)
      reader.root().error(reader.root().map().find("indicators")->find(rows[i].id)->place, "E0720",
                          "indicators '" + rows[i - 1].id + "' and '" + rows[i].id + "' are about the same number and definition",
                          "give one of them a 'definition' of its own");
}

void check_scored(SectionReader& reader, const Plan& plan) {
  for (const IndicatorFacts& row : plan.indicators) {
    auto known = definitions(plan, row.number);
    known.push_back("none");
    if (!row.definition.empty() || row.scored == "annex" || std::find(known.begin(), known.end(), row.scored) != known.end()) continue;
    const Node* node = reader.scenario().root().at_path("indicators." + row.id + ".scored");
    std::string list;
    for (const auto& name : known) list += (list.empty() ? "" : ", ") + name;
    reader.root().error(node->place, "E0721", "indicator " + std::to_string(row.number) + " has no definition '" + row.scored + "'",
                        "one of: " + list);
  }
}

IndicatorGroup read_group(SectionReader& reader, const Node::Entry& entry, Fields& fields) {
  IndicatorGroup group;
  group.id = entry.key;
  reader.label(fields, "label", group.name);
  std::int64_t first = 0, last = 0;
  fields.integer("first", "1", first);
  fields.integer("last", "1", last);
  fields.finish();
  group.first = static_cast<int>(first), group.last = static_cast<int>(last);
  return group;
}

void read_indicators(SectionReader& reader, Plan& plan) {
  reader.each_entry("indicators",
                    [&](const auto& entry, Fields& fields) { plan.indicators.push_back(read_indicator(reader, entry, fields)); });
  const auto key = [](const IndicatorFacts& row) { return std::tie(row.number, row.definition, row.id); };
  std::sort(plan.indicators.begin(), plan.indicators.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
  check_doubles(reader, plan.indicators);
  check_scored(reader, plan);
  reader.each_entry("indicator_groups",
                    [&](const auto& entry, Fields& fields) { plan.indicator_groups.push_back(read_group(reader, entry, fields)); });
  std::sort(plan.indicator_groups.begin(), plan.indicator_groups.end(),
            [](const auto& a, const auto& b) { return std::tie(a.first, a.id) < std::tie(b.first, b.id); });
}

/// An entry without a number is one that a scenario speaks of and the plan does not list: a slip of the pen.
void refuse_unknown(SectionReader& reader, const char* section, const std::string& what) {
  const Node* map = reader.section(section);
  if (!map) return;
  const auto listed = [](const Node::Entry& entry) { return entry.value.find("number") != nullptr; };
  std::vector<std::string> known;
  for (const auto& entry : map->entries)
    if (listed(entry)) known.push_back(entry.key);
  for (const auto& entry : map->entries) {
    if (listed(entry)) continue;
    const std::string near = near_hint(entry.key, known);
    reader.root().error(entry.place, "E0714", "there is no " + what + " '" + entry.key + "'",
                        near.empty() ? "a " + what + " of the plan has a number" : near, known_note(section, known),
                        static_cast<int>(entry.key.size()));
  }
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
    reader.root().error(node->place, "E0709", "'" + row.id + "' names indicator " + std::to_string(number) + ", which the plan does not list",
                        "the number of an indicator of the plan", "", static_cast<int>(node->text.size()));
  }
}

void read_tasks(SectionReader& reader, Plan& plan) {
  TaskFacts all;
  if (const Node* node = reader.section("all_tasks")) {
    Fields fields(reader.scenario(), *node, "all_tasks", reader.diagnostics());
    read_switches(fields, all);
    fields.finish();
  }
  refuse_unknown(reader, "tasks", "task");
  refuse_unknown(reader, "projects", "project");
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
  const std::string near = near_hint(statistic.hindcast, rows);
  reader.root().error(node->place, "E0107", "hindcast: unknown row '" + statistic.hindcast + "'",
                      near.empty() ? "a row of the section 'hindcast'" : near, known_note("rows", rows),
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

void read_plan(SectionReader& reader, const std::vector<Stream>& streams, Plan& plan) {
  read_indicators(reader, plan);
  read_tasks(reader, plan);
  read_statistics(reader, plan);
  if (const Node* node = reader.section("climate")) plan.climate = read_climate(reader.scenario(), *node, streams, reader.diagnostics());
}

}  // namespace waste
