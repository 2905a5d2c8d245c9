// wufei explain: where the number of an indicator comes from, and what moved it.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <set>
#include <tuple>

#include "engine/base/error.h"
#include "models/cli/json.h"
#include "models/cli/output.h"
#include "models/cli/table.h"
#include "models/cli/verbs.h"
#include "models/assessment/explain.h"
#include "models/assessment/indicator_lines.h"
#include "models/results/book_reader.h"
#include "models/results/file.h"

namespace waste::cli {
namespace {

constexpr std::size_t most_flows = 8;
constexpr std::size_t most_replicas = 8;  // read back for the flows; the indicator itself is told over all

/// One scenario: its world, the line asked for, and, of a results file, what was simulated.
struct Chapter {
  std::unique_ptr<World> world;
  IndicatorLine line;
  std::vector<InputValue> values;          // with their sources
  const ScenarioResult* result = nullptr;  // nullptr: the scenario was not run
  const IndicatorResult* simulated = nullptr;
  std::size_t replicas = 0;                // whose flows were read
  std::vector<ExplainedTerm> terms;
};

struct Asked {
  int number = 0;
  std::string definition;  // empty: the one that is scored
};

IndicatorLine find_line(const World& world, const Asked& asked, const Session& session) {
  std::vector<std::string> known;
  const IndicatorLine* first = nullptr;
  const auto lines = indicator_lines(world.plan);
  for (const IndicatorLine& line : lines) {
    if (world.plan.indicators[static_cast<std::size_t>(line.facts)].number != asked.number) continue;
    known.push_back(line.definition);
    if (line.definition == asked.definition) return line;
    if (!first || (line.scored && !first->scored)) first = &line;
  }
  if (first && asked.definition.empty()) return *first;
  std::string list;
  for (const auto& name : known) list += (list.empty() ? "" : ", ") + name;
  throw UsageError(known.empty() ? session.say({"情景没有这项指标", "the scenario has no such indicator"})
                                 : session.say({"没有这个口径；已有：", "no such definition; there are: "}) + list);
}

Chapter of_results(const std::string& path, const ScenarioResult& result, const Asked& asked, const Session& session) {
  Chapter chapter;
  chapter.world = world_from_results(path, result.name);
  chapter.line = find_line(*chapter.world, asked, session);
  chapter.values = values_from_results(path, result.name);
  chapter.result = &result;
  for (const auto& line : result.indicators)
    if (line.number == asked.number && line.definition == chapter.line.definition) chapter.simulated = &line;
  if (!chapter.line.indicator) return chapter;
  Explanation explanation(chapter.world->district, *chapter.line.indicator);
  const BooksReader books(path, *chapter.world);
  for (std::size_t r = 0; r < std::min(books.replicas(), most_replicas); ++r) explanation.add(chapter.world->draw_policies(books.number(r)), books.read(r));
  chapter.replicas = explanation.replicas();
  chapter.terms = explanation.terms();
  return chapter;
}

Chapter of_scenario(const std::string& path, const Asked& asked, const Session& session) {
  Chapter chapter;
  chapter.world = build_world(Scenario::read(path));
  chapter.line = find_line(*chapter.world, asked, session);
  chapter.values = chapter.world->scenario.values();
  if (chapter.line.indicator)
    for (const Term& term : chapter.line.indicator->terms()) chapter.terms.push_back({term.name, term.unit, {}, {}});
  return chapter;
}

const IndicatorFacts& facts_of(const Chapter& chapter) { return chapter.world->plan.indicators[static_cast<std::size_t>(chapter.line.facts)]; }

const std::string& unit_of(const IndicatorFacts& facts) { return facts.own_unit.empty() ? facts.unit : facts.own_unit; }

/// "received at fengsheng from jieshi_secondary, rubbish", in the reader's language.
std::string flow_name(const World& world, const ExplainedFlow& flow, const Session& session) {
  const auto site = [&](SiteId id) {
    const std::string& label = session.say(world.district.sites[id].label);
    return label.empty() ? world.district.sites[id].id : label;
  };
  const bool stock = flow.key.channel == Channel::opening;
  std::string text = stock ? session.say({"存量", "stock"}) : session.say(info(flow.key.channel).label);
  if (flow.key.stream != no_stream) {
    const std::string& label = session.say(world.district.streams[flow.key.stream].label);
    text += (session.zh() ? "：" : ": ") + (label.empty() ? world.district.streams[flow.key.stream].id : label);
  }
  if (flow.key.site != no_site) text += session.zh() ? "，" + site(flow.key.site) : ", " + site(flow.key.site);
  if (flow.key.counterpart != no_site) text += (session.zh() ? "（对方：" : " (with ") + site(flow.key.counterpart) + (session.zh() ? "）" : ")");
  return text;
}

std::string facts_text(const Chapter& chapter, const Session& session) {
  const IndicatorFacts& facts = facts_of(chapter);
  std::string text = painted(std::to_string(facts.number) + " " + session.say(facts.name), Paint::bold, session.color_out) + "  [" + unit_of(facts) + "]" +
                     (facts.mandatory ? session.say({"  ★必选", "  starred"}) : "") + "  (" + chapter.line.definition +
                     (chapter.line.scored ? session.say({"，按此评分", ", scored"}) : "") + ")\n";
  const auto add = [&](const Label& label, const std::string& value) {
    if (!value.empty()) text += session.say(label) + (session.zh() ? "：" : ": ") + value + "\n";
  };
  add({"公式", "formula"}, chapter.line.indicator ? chapter.line.indicator->formula() : session.say({"未模拟", "not simulated"}));
  for (const ExplainedTerm& term : chapter.terms) add({"  其中", "  with"}, session.say(term.name) + (term.unit.empty() ? "" : " [" + term.unit + "]"));
  add({"2020年现状", "2020 in the plan"}, facts.baseline_text);
  add({"2025年目标", "target 2025"}, facts.target_text + session.say({"（规则 ", " (rule "}) + facts.rule + session.say({"）", ")"}));
  add({"责任单位", "responsible"}, facts.responsible);
  const std::string path = "indicators." + facts.id + ".";
  std::set<std::string> sources;
  for (const InputValue& value : chapter.values)
    if (value.path.rfind(path, 0) == 0 && !value.source.empty()) sources.insert(value.source + " (" + value.origin + ")");
  for (const std::string& source : sources) add({"来源", "source"}, source);
  return text;
}

std::string policies_of(const World& world, const TaskFacts& task, const Session& session) {
  std::string list;
  for (const auto& policy : world.policies.list)
    if (policy->task && world.plan.tasks[policy->task.index].id == task.id) list += (list.empty() ? "" : session.zh() ? "、" : ", ") + policy->id;
  return list;
}

std::string tasks_text(const Chapter& chapter, const Session& session) {
  const auto tasks = tasks_that_move(chapter.world->plan, facts_of(chapter).number);
  if (tasks.empty()) return "";
  Table table({{session.say({"任务", "task"})}, {session.say({"名称", "name"}), false, 44}, {session.say({"期限", "deadline"})},
               {session.say({"牵头单位", "lead unit"}), false, 20}, {session.say({"本情景中的政策", "policies here"}), false, 44}});
  for (const TaskFacts* task : tasks)
    table.add({task->id, session.say(task->name), task->deadline, task->owner, policies_of(*chapter.world, *task, session)});
  return session.say({"\n影响本指标的任务\n", "\nTasks that move it\n"}) + table.text(session.color_out);
}

std::string trajectory(const Chapter& chapter, const Session& session) {
  const IndicatorResult& line = *chapter.simulated;
  std::vector<Table::Column> columns{{unit_of(facts_of(chapter)), false, 44}};
  for (int year = 0; year < chapter.result->years; ++year) columns.push_back({std::to_string(chapter.result->first_year + year), true});
  Table table(columns);
  const auto row = [&](const std::string& name, const std::vector<double>& values) {
    std::vector<std::string> cells{name};
    for (const double value : values) cells.push_back(number(value));
    table.add(cells);
  };
  row(session.say({"均值", "mean"}), line.mean);
  row("5 %", line.q05);
  row("95 %", line.q95);
  for (const ExplainedTerm& term : chapter.terms)
    if (!term.unit.empty()) row(session.say(term.name) + " [" + term.unit + "]", term.by_year);
  return table.text(session.color_out);
}

std::string flows_text(const Chapter& chapter, const Session& session) {
  std::string text;
  const std::string last = std::to_string(chapter.result->first_year + chapter.result->years - 1);
  for (const ExplainedTerm& term : chapter.terms) {
    if (term.flows.empty()) continue;
    Table table({{session.say(term.name), false, 64}, {std::to_string(chapter.result->first_year), true}, {last, true},
                 {session.say({"变化", "change"}), true}, {session.say({"单位", "unit"})}});
    for (std::size_t i = 0; i < std::min(term.flows.size(), most_flows); ++i) {
      const ExplainedFlow& flow = term.flows[i];
      table.add({flow_name(*chapter.world, flow, session), number(flow.first), number(flow.last), number(flow.change()), flow.unit});
    }
    text += table.text(session.color_out);
    if (term.flows.size() > most_flows)
      text += session.zh() ? "另有" + std::to_string(term.flows.size() - most_flows) + "项较小的\n"
                           : "and " + std::to_string(term.flows.size() - most_flows) + " smaller ones\n";
  }
  return text;
}

std::string simulated_text(const Chapter& chapter, const Session& session) {
  std::string text = "\n" + painted(chapter.result->name + (session.zh() ? "：" : ": ") + session.say(chapter.result->title), Paint::bold, session.color_out) + "\n";
  if (!chapter.simulated || !chapter.simulated->simulated) return text + session.say({"未模拟\n", "not simulated\n"});
  const double p = chapter.simulated->probability_met;
  if (!std::isnan(p)) text += session.say({"达标概率：", "met with probability: "}) + number(100 * p) + " %\n";
  text += trajectory(chapter, session) + flows_text(chapter, session);
  if (chapter.replicas < static_cast<std::size_t>(chapter.result->replicas))
    text += session.zh() ? "流量为前" + std::to_string(chapter.replicas) + "次重复的均值。\n"
                         : "Flows are means of the first " + std::to_string(chapter.replicas) + " replicas.\n";
  return text;
}

/// A flow of the last year in two scenarios, and the policies only the second has that name its sites.
struct Moved {
  ExplainedFlow flow;  // first: in the scenario compared with; last: in this one
  std::string policies;
};

std::string policies_at(const World& before, const World& after, const BookKey& key) {
  std::string list;
  for (const auto& policy : after.policies.list) {
    const bool old = std::any_of(before.policies.list.begin(), before.policies.list.end(), [&](const auto& other) { return other->id == policy->id; });
    if (!old && acts_on(after.district, *policy, key)) list += (list.empty() ? "" : ", ") + policy->id;
  }
  return list;
}

/// By names, because two scenarios may number their sites differently; the largest differences first.
std::vector<Moved> moved(const Chapter& before, const Chapter& after, std::size_t term) {
  const auto name = [](const World& world, const BookKey& key) {
    const auto site = [&](SiteId id) { return id == no_site ? std::string() : world.district.sites[id].id; };
    return std::tuple(key.channel, site(key.site), site(key.counterpart), key.stream == no_stream ? std::string() : world.district.streams[key.stream].id);
  };
  std::map<decltype(name(*after.world, BookKey{})), double> old;
  for (const ExplainedFlow& flow : before.terms[term].flows) old[name(*before.world, flow.key)] = flow.last;
  std::vector<Moved> result;
  for (ExplainedFlow flow : after.terms[term].flows) {
    const auto at = old.find(name(*after.world, flow.key));
    flow.first = at == old.end() ? 0 : at->second;
    if (flow.first != flow.last) result.push_back({flow, policies_at(*before.world, *after.world, flow.key)});
  }
  std::stable_sort(result.begin(), result.end(),
                   [](const Moved& a, const Moved& b) { return std::abs(a.flow.change()) > std::abs(b.flow.change()); });
  return result;
}

std::string difference_text(const Chapter& before, const Chapter& after, const Session& session) {
  std::string text;
  for (std::size_t term = 0; term < std::min(before.terms.size(), after.terms.size()); ++term) {
    const auto flows = moved(before, after, term);
    if (flows.empty()) continue;
    Table table({{session.say(after.terms[term].name), false, 52}, {before.result->name, true}, {after.result->name, true},
                 {session.say({"差", "difference"}), true}, {session.say({"作用于这些场所的政策", "policies at these sites"}), false, 44}});
    for (std::size_t i = 0; i < std::min(flows.size(), most_flows); ++i)
      table.add({flow_name(*after.world, flows[i].flow, session), number(flows[i].flow.first), number(flows[i].flow.last),
                 number(flows[i].flow.change()), flows[i].policies});
    text += table.text(session.color_out);
  }
  if (text.empty()) return "";
  const std::string year = std::to_string(after.result->first_year + after.result->years - 1);
  return "\n" + painted(session.zh() ? year + "年：" + after.result->name + " 与 " + before.result->name + " 的差别"
                                     : year + ": " + after.result->name + " against " + before.result->name, Paint::bold, session.color_out) + "\n" + text;
}

std::string as_text(const std::vector<Chapter>& chapters, const Session& session) {
  std::string text = facts_text(chapters.back(), session) + tasks_text(chapters.back(), session);
  for (const Chapter& chapter : chapters)
    if (chapter.result) text += simulated_text(chapter, session);
  for (std::size_t i = 1; i < chapters.size(); ++i) text += difference_text(chapters.front(), chapters[i], session);
  return text;
}

void write_chapter(Json& json, const Chapter& chapter, const Session& session) {
  json.begin('{').member("definition", chapter.line.definition).member("scored", chapter.line.scored);
  if (chapter.simulated) json.member("probability_met", chapter.simulated->probability_met).member("replicas_of_flows", chapter.replicas);
  json.key("terms").begin('[');
  for (const ExplainedTerm& term : chapter.terms) {
    json.begin('{').member("name", session.say(term.name)).member("unit", term.unit).key("by_year").begin('[');
    for (const double value : term.by_year) json.value(value);
    json.end().key("flows").begin('[');
    for (const ExplainedFlow& flow : term.flows) {
      const World& world = *chapter.world;
      const auto site = [&](SiteId id) { return id == no_site ? std::string() : world.district.sites[id].id; };
      json.begin('{').member("channel", flow.key.channel == Channel::opening ? "stock" : info(flow.key.channel).name);
      json.member("site", site(flow.key.site)).member("counterpart", site(flow.key.counterpart));
      json.member("stream", flow.key.stream == no_stream ? std::string() : world.district.streams[flow.key.stream].id);
      json.member("unit", flow.unit).member("first_year", flow.first).member("last_year", flow.last).end();
    }
    json.end().end();
  }
  json.end().end();
}

std::string as_json(const std::vector<Chapter>& chapters, const Session& session) {
  const Chapter& last = chapters.back();
  const IndicatorFacts& facts = facts_of(last);
  Json json;
  json.begin('{').member("schema_version", 1).member("id", facts.number).member("name", session.say(facts.name)).member("unit", unit_of(facts));
  json.member("formula", last.line.indicator ? last.line.indicator->formula() : std::string());
  json.member("baseline_text", facts.baseline_text).member("target_text", facts.target_text).member("target_rule", facts.rule);
  json.member("mandatory", facts.mandatory).member("responsible", facts.responsible).key("tasks").begin('[');
  for (const TaskFacts* task : tasks_that_move(last.world->plan, facts.number))
    json.begin('{').member("id", task->id).member("name", session.say(task->name)).member("policies", policies_of(*last.world, *task, session)).end();
  json.end().key("scenarios").begin('{');
  for (const Chapter& chapter : chapters) {
    json.key(chapter.world->scenario.name());
    write_chapter(json, chapter, session);
  }
  return json.end().end().text();
}

Asked asked_of(const Arguments& arguments, const Session& session) {
  const std::string& word = arguments.words().front();
  const std::string digits = word.substr(0, word.find('.'));
  Asked asked;
  if (digits.empty() || digits.size() > 2 || digits.find_first_not_of("0123456789") != std::string::npos)
    throw UsageError(session.zh() ? "'" + word + "' 不是指标编号（1…39，或 11.text）" : "'" + word + "' is not the number of an indicator (1 ... 39, or 11.text)");
  asked.number = std::stoi(digits);
  if (word.size() > digits.size()) asked.definition = word.substr(digits.size() + 1);
  if (arguments.has("definition")) asked.definition = arguments.text("definition");
  return asked;
}

int run(const Arguments& arguments, const Session& session) {
  const std::string format = arguments.one_of("format", {"table", "json"});
  const Asked asked = asked_of(arguments, session);
  const std::string path = arguments.words().size() > 1 ? arguments.words()[1] : "scenarios/plan.yaml";
  const std::string suffix = std::filesystem::path(path).extension().string();
  std::vector<Chapter> chapters;
  ResultsContent results;  // lives as long as the chapters that point into it
  if (suffix == ".yaml" || suffix == ".yml") {
    chapters.push_back(of_scenario(path, asked, session));
  } else {
    results = read_results(path);
    for (const ScenarioResult& result : results.scenarios) chapters.push_back(of_results(path, result, asked, session));
  }
  deliver(arguments.text("output"), format == "json" ? as_json(chapters, session) : as_text(chapters, session));
  return 0;
}

}  // namespace

const Verb explain_verb{
    "explain", "NUMBER [RESULTS|SCENARIO]", 1, 2,
    {"一项指标从哪里来：公式、分子分母、流量、任务和政策", "Where an indicator comes from: formula, parts, flows, tasks and policies."},
    {"  wufei explain 11\n  wufei explain 11 out/banan.h5 --definition text\n", "  wufei explain 11\n  wufei explain 11 out/banan.h5 --definition text\n"},
    {{"definition", "", "NAME", {"口径，默认为评分口径", "definition; by default the one that is scored"}},
     {"format", "", "FORMAT", {"table（默认）或 json", "table (default) or json"}},
     {"output", "o", "FILE", {"写入文件", "write to a file"}}},
    run};

}  // namespace waste::cli
