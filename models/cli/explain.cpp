// wufei explain: where the value of an indicator comes from, and what changed it.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <set>

#include "models/cli/output.h"
#include "models/cli/scenario_view.h"
#include "models/cli/verbs.h"
#include "models/views/json.h"
#include "models/views/table.h"

namespace waste::cli {
namespace {

constexpr std::size_t max_flows = 8;
const std::string& unit_of(const IndicatorFacts& facts) { return facts.own_unit.empty() ? facts.unit : facts.own_unit; }

std::string what_of(const ExplainedFlow& flow, const Session& session) {
  switch (flow.of) {
    case Trace::Of::stock: return session.say({"存量", "stock"});
    case Trace::Of::capacity: return session.say({"处理能力", "capacity"});
    case Trace::Of::data: return session.say({"区县数据", "data of the district"});
    default: return session.say(info(flow.key.channel).label);
  }
}

/// "received at fengsheng from jieshi_secondary, rubbish", in the reader's language.
std::string flow_name(const World& world, const ExplainedFlow& flow, const Session& session) {
  const auto site = [&](SiteId id) {
    const std::string& label = session.say(world.district.sites[id].label);
    return label.empty() ? world.district.sites[id].id : label;
  };
  std::string text = what_of(flow, session);
  if (flow.key.stream != no_stream) {
    const std::string& label = session.say(world.district.streams[flow.key.stream].label);
    text += (session.zh() ? "：" : ": ") + (label.empty() ? world.district.streams[flow.key.stream].id : label);
  }
  if (flow.key.site != no_site) text += session.zh() ? "，" + site(flow.key.site) : ", " + site(flow.key.site);
  if (flow.key.counterpart != no_site)
    text += (session.zh() ? "（对方：" : " (with ") + site(flow.key.counterpart) + (session.zh() ? "）" : ")");
  return text;
}

/// "judgement: demand for gypsum, of which the plan says nothing"
std::string decided_by(const IndicatorFacts& facts, const Session& session) {
  const Label word = facts.decided == "mechanism" ? Label{"机理", "mechanism"}
                     : facts.decided == "data"    ? Label{"数据", "data"}
                                                  : Label{"判断", "judgement"};
  const std::string& why = session.say(facts.why);
  return session.say(word) + (why.empty() ? "" : session.say({"：", ": "}) + why);
}

std::string facts_text(const ScenarioView& view, const Session& session) {
  const IndicatorFacts& facts = facts_of(view);
  std::string text = painted(std::to_string(facts.number) + " " + session.say(facts.name), Paint::bold, session.color_out) + "  [" +
                     unit_of(facts) + "]" + (facts.mandatory ? session.say({"  ★必选", "  mandatory"}) : "") + "  (" +
                     view.line.definition + (view.line.scored ? session.say({"，按此评分", ", scored"}) : "") + ")\n";
  const auto add = [&](const Label& label, const std::string& value) {
    if (!value.empty()) text += session.say(label) + (session.zh() ? "：" : ": ") + value + "\n";
  };
  add({"公式", "formula"},
      view.line.indicator ? in(session.language, view.line.indicator->formula) : session.say({"未模拟", "not simulated"}));
  for (const ExplainedTerm& term : view.terms)
    add({"  其中", "  with"}, std::string(in(session.language, term.name)) + (term.unit.empty() ? "" : " [" + term.unit + "]"));
  const std::string base = std::to_string(sim::year_of(view.world->district.base)), target = std::to_string(view.world->plan.target_year);
  add({base + "年现状", base + " in the plan"}, facts.baseline_text);
  add({target + "年目标", "target " + target},
      facts.target_text + session.say({"（规则 ", " (rule "}) + facts.rule.text() + session.say({"）", ")"}));
  add({"责任单位", "responsible"}, facts.responsible);
  if (!facts.decided.empty()) add({"决定因素", "decided by"}, decided_by(facts, session));
  const std::string path = "indicators." + facts.id + ".";
  std::set<std::string> sources;
  for (const InputValue& value : view.values)
    if (value.path.rfind(path, 0) == 0 && !value.source.empty()) sources.insert(value.source + " (" + value.origin + ")");
  for (const std::string& source : sources) add({"来源", "source"}, source);
  return text;
}

std::string policies_of(const World& world, const TaskFacts& task, const Session& session) {
  std::string list;
  for (const auto& policy : world.policies.list)
    if (policy->task && world.plan.tasks[policy->task.index].id == task.id)
      list += (list.empty() ? "" : session.zh() ? "、" : ", ") + policy->id;
  return list;
}

std::string tasks_text(const ScenarioView& view, const Session& session) {
  const auto tasks = tasks_that_move(view.world->plan, facts_of(view).number);
  if (tasks.empty()) return "";
  Table table({{session.say({"任务", "task"})},
               {session.say({"名称", "name"}), false, 44},
               {session.say({"期限", "deadline"})},
               {session.say({"牵头单位", "lead unit"}), false, 20},
               {session.say({"本情景中的政策", "policies here"}), false, 44}});
  for (const TaskFacts* task : tasks)
    table.add({task->id, session.say(task->name), task->deadline, task->owner, policies_of(*view.world, *task, session)});
  return session.say({"\n影响本指标的任务\n", "\nTasks that move it\n"}) + table.text(session.color_out);
}

std::string trajectory(const ScenarioView& view, const Session& session) {
  const IndicatorResult& line = *view.simulated;
  std::vector<Table::Column> columns{{unit_of(facts_of(view)), false, 44}};
  for (int year = 0; year < view.result->years; ++year) columns.push_back({std::to_string(view.result->first_year + year), true});
  Table table(columns);
  const auto row = [&](const std::string& name, const std::vector<double>& values) {
    std::vector<std::string> cells{name};
    for (const double value : values) cells.push_back(number(value));
    table.add(cells);
  };
  row(session.say({"均值", "mean"}), line.mean);
  row("5 %", line.q05);
  row("95 %", line.q95);
  for (const ExplainedTerm& term : view.terms)
    row(std::string(in(session.language, term.name)) + (term.unit.empty() ? "" : " [" + term.unit + "]"), term.by_year);
  return table.text(session.color_out);
}

std::string flows_text(const ScenarioView& view, const Session& session) {
  std::string text;
  const std::string last = std::to_string(view.result->first_year + compared_year(*view.world));
  for (const ExplainedTerm& term : view.terms) {
    if (term.flows.empty()) continue;
    Table table({{in(session.language, term.name), false, 64},
                 {std::to_string(view.result->first_year), true},
                 {last, true},
                 {session.say({"变化", "change"}), true},
                 {session.say({"单位", "unit"})}});
    for (std::size_t i = 0; i < std::min(term.flows.size(), max_flows); ++i) {
      const ExplainedFlow& flow = term.flows[i];
      table.add({flow_name(*view.world, flow, session), number(flow.first), number(flow.last), number(flow.change()), flow.unit});
    }
    text += table.text(session.color_out);
    if (term.flows.size() > max_flows)
      text += session.zh() ? "另有" + std::to_string(term.flows.size() - max_flows) + "项较小的\n"
                           : "and " + std::to_string(term.flows.size() - max_flows) + " smaller ones\n";
  }
  return text;
}

std::string simulated_text(const ScenarioView& view, const Session& session) {
  std::string text = "\n" +
                     painted(view.result->name + (session.zh() ? "：" : ": ") + session.say(view.result->title), Paint::bold,
                             session.color_out) +
                     "\n";
  if (!view.simulated || !view.simulated->simulated) return text + session.say({"未模拟\n", "not simulated\n"});
  const double p = view.simulated->probability_met;
  if (!std::isnan(p)) text += session.say({"达标概率：", "met with probability: "}) + number(100 * p) + " %\n";
  text += trajectory(view, session) + flows_text(view, session);
  if (view.replicas < static_cast<std::size_t>(view.result->replicas)) text += read_replicas(view, session);
  return text;
}

std::string difference_text(const ScenarioView& before, const ScenarioView& after, const Session& session) {
  std::string text;
  for (std::size_t term = 0; term < std::min(before.terms.size(), after.terms.size()); ++term) {
    const auto flows = moved_flows(before, after, term);
    if (flows.empty()) continue;
    Table table({{in(session.language, after.terms[term].name), false, 52},
                 {before.result->name, true},
                 {after.result->name, true},
                 {session.say({"差", "difference"}), true},
                 {session.say({"作用于这些场所的政策", "policies at these sites"}), false, 44}});
    for (std::size_t i = 0; i < std::min(flows.size(), max_flows); ++i)
      table.add({flow_name(*flows[i].world, flows[i].flow, session), number(flows[i].flow.first), number(flows[i].flow.last),
                 number(flows[i].flow.change()), flows[i].policies});
    text += table.text(session.color_out);
  }
  if (text.empty()) return "";
  const std::string year = std::to_string(after.result->first_year + compared_year(*after.world));
  return "\n" +
         painted(session.zh() ? year + "年：" + after.result->name + " 与 " + before.result->name + " 的差别"
                              : year + ": " + after.result->name + " against " + before.result->name,
                 Paint::bold, session.color_out) +
         "\n" + text;
}

std::string as_text(const std::vector<ScenarioView>& views, const Session& session) {
  std::string text = facts_text(views.back(), session) + tasks_text(views.back(), session);
  for (const ScenarioView& view : views)
    if (view.result) text += simulated_text(view, session);
  for (std::size_t i = 1; i < views.size(); ++i) text += difference_text(views.front(), views[i], session);
  return text;
}

const char* channel_of(const ExplainedFlow& flow) {
  switch (flow.of) {
    case Trace::Of::stock: return "stock";
    case Trace::Of::capacity: return "capacity";
    case Trace::Of::data: return "data";
    default: return info(flow.key.channel).name;
  }
}

void write_view(Json& json, const ScenarioView& view, const Session& session) {
  json.begin('{').member("definition", view.line.definition).member("scored", view.line.scored);
  if (view.simulated) json.member("probability_met", view.simulated->probability_met).member("replicas_of_flows", view.replicas);
  if (view.result) json.member("compared_year", view.result->first_year + compared_year(*view.world));
  json.key("terms").begin('[');
  for (const ExplainedTerm& term : view.terms) {
    json.begin('{').member("name", in(session.language, term.name)).member("unit", term.unit).key("by_year").begin('[');
    for (const double value : term.by_year) json.value(value);
    json.end().key("flows").begin('[');
    for (const ExplainedFlow& flow : term.flows) {
      const World& world = *view.world;
      const auto site = [&](SiteId id) { return id == no_site ? std::string() : world.district.sites[id].id; };
      json.begin('{').member("channel", channel_of(flow));
      json.member("site", site(flow.key.site)).member("counterpart", site(flow.key.counterpart));
      json.member("stream", flow.key.stream == no_stream ? std::string() : world.district.streams[flow.key.stream].id);
      json.member("unit", flow.unit).member("first_year", flow.first).member("compared_year", flow.last).end();
    }
    json.end().end();
  }
  json.end().end();
}

std::string as_json(const std::vector<ScenarioView>& views, const Session& session) {
  const ScenarioView& last = views.back();
  const IndicatorFacts& facts = facts_of(last);
  Json json;
  json.begin('{')
      .member("schema_version", 2)
      .member("id", facts.number)
      .member("name", session.say(facts.name))
      .member("unit", unit_of(facts));
  json.member("formula", last.line.indicator ? in(session.language, last.line.indicator->formula) : "");
  json.member("baseline_text", facts.baseline_text).member("target_text", facts.target_text).member("target_rule", facts.rule.text());
  json.member("mandatory", facts.mandatory)
      .member("responsible", facts.responsible)
      .member("decided", facts.decided)
      .member("why", session.say(facts.why))
      .key("tasks")
      .begin('[');
  for (const TaskFacts* task : tasks_that_move(last.world->plan, facts.number))
    json.begin('{')
        .member("id", task->id)
        .member("name", session.say(task->name))
        .member("policies", policies_of(*last.world, *task, session))
        .end();
  json.end().key("scenarios").begin('{');
  for (const ScenarioView& view : views) {
    json.key(view.world->scenario.name());
    write_view(json, view, session);
  }
  return json.end().end().text();
}

IndicatorQuery query_of(const Arguments& arguments, const Session& session) {
  const std::string& word = arguments.words().front();
  const std::string digits = word.substr(0, word.find('.'));
  IndicatorQuery query;
  if (digits.empty() || digits.size() > 3 || digits.find_first_not_of("0123456789") != std::string::npos)
    throw UsageError(session.zh() ? "'" + word + "' 不是指标编号（如 11 或 11.text）"
                                  : "'" + word + "' is not the number of an indicator (such as 11, or 11.text)");
  query.number = std::stoi(digits);
  if (word.size() > digits.size()) query.definition = word.substr(digits.size() + 1);
  if (arguments.has("definition")) query.definition = arguments.text("definition");
  return query;
}

int run(const Arguments& arguments, const Session& session) {
  const std::string format = arguments.one_of("format", {"table", "json"});
  const IndicatorQuery query = query_of(arguments, session);
  const std::string path = arguments.words().size() > 1 ? arguments.words()[1] : "scenarios/plan.yaml";
  const std::string suffix = std::filesystem::path(path).extension().string();
  std::vector<ScenarioView> views;
  ResultsContent results;  // must outlive the views that point into it
  if (suffix == ".yaml" || suffix == ".yml") {
    views.push_back(view_of_scenario(path, query, session));
  } else {
    results = read_results(path);
    for (const ScenarioResult& result : results.scenarios) views.push_back(view_of_results(path, result, query, session));
  }
  deliver(arguments.text("output"), format == "json" ? as_json(views, session) : as_text(views, session));
  return 0;
}

const RegisteredVerb registered{
    8,
    {"explain",
     "NUMBER [RESULTS|SCENARIO]",
     1,
     2,
     {"一项指标从哪里来：公式、分子分母、流量、任务和政策", "Where an indicator comes from: formula, parts, flows, tasks and policies."},
     {"  wufei explain 11\n  wufei explain 11 out/banan.h5 --definition text\n",
      "  wufei explain 11\n  wufei explain 11 out/banan.h5 --definition text\n"},
     {{"definition", "", "NAME", {"口径，默认为评分口径", "definition; by default the one that is scored"}},
      {"format", "", "FORMAT", {"table（默认）或 json", "table (default) or json"}},
      {"output", "o", "FILE", {"写入文件", "write to a file"}}},
     run}};

}  // namespace
}  // namespace waste::cli
