#include "models/assessment/plan.h"

#include <algorithm>
#include <tuple>

#include "models/assessment/indicator_lines.h"

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
  reader.require_keys("indicators", "indicator", {"number"});
  reader.require_keys("indicator_groups", "group of indicators", {"first", "last"});
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
  for (const TaskFacts& task : plan.tasks) reader.define("task", task.id);
  for (const ProjectFacts& project : plan.projects) reader.define("project", project.id);
}

void read_statistics(SectionReader& reader, Plan& plan) {
  reader.read_facts("statistics", plan.statistics, read_statistic);
  const auto& known = plan.statistics;
  reader.read_facts("balances", plan.balances, [&](const auto& entry, Fields& fields) { return read_balance(entry, fields, known); });
  reader.read_facts("claims", plan.claims, [&](const auto& entry, Fields& fields) { return read_claim(entry, fields, known); });
  reader.read_facts("hindcast", plan.hindcast, read_hindcast);
}

}  // namespace

void read_plan(SectionReader& reader, const std::vector<Stream>& streams, Plan& plan) {
  read_indicators(reader, plan);
  read_tasks(reader, plan);
  read_statistics(reader, plan);
  if (const Node* node = reader.section("climate")) plan.climate = read_climate(reader.scenario(), *node, streams, reader.diagnostics());
}

}  // namespace waste
