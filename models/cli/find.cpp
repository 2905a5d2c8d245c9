// wufei find: where a name occurs among the sites, streams, policies, tasks, projects, places and indicators of a scenario or results.
#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "engine/base/error.h"
#include "engine/base/utf8.h"
#include "models/cli/output.h"
#include "models/cli/verbs.h"
#include "models/results/reader.h"
#include "models/views/sheet_forms.h"
#include "models/world/world.h"

namespace waste::cli {
namespace {

/// Something that has a name.
struct Named {
  Label what;       // "site"
  std::string id;
  Label label;
  Label facts;      // what else tells it apart
  std::string path; // in a scenario: "sites.dryer"
  std::vector<std::string> words;  // further words by which it is found
};

/// The text in lower case, as far as ASCII goes.
std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

bool contains(const std::string& text, const std::string& word) { return lower(text).find(lower(word)) != std::string::npos; }

bool matches(const Named& named, const std::string& word) {
  return contains(named.id, word) || contains(named.label.zh, word) || contains(named.label.en, word) ||
         std::any_of(named.words.begin(), named.words.end(), [&](const std::string& other) { return contains(other, word); });
}

std::string joined(const std::vector<std::string>& words) {
  std::string list;
  for (const auto& word : words) list += (list.empty() ? "" : ", ") + word;
  return list;
}

template <class Interface>
Label kind_title(const std::string& name) {
  const auto* kind = sim::Catalogue<Interface>::find(name);
  return kind ? Label{kind->title.zh, kind->title.en} : Label{name, name};
}

/// What places are called: by their township, otherwise by their id.
std::map<std::string, Label> names_of_places(const World& world) {
  std::map<std::string, Label> names;
  for (const Locality& place : world.district.network.places()) names[place.id] = {place.id, place.id};
  for (const Site& site : world.district.sites)
    if (site.kind == "township" && !site.label.zh.empty()) names[world.district.network.places()[site.place].id] = site.label;
  return names;
}

void add_sites(const World& world, std::vector<Named>& all) {
  std::map<std::string, std::vector<std::string>> at_place;
  const auto places = names_of_places(world);
  for (const Site& site : world.district.sites) {
    const std::string& place = world.district.network.places()[site.place].id;
    at_place[place].push_back(site.id);
    const Label kind = kind_title<Facility>(site.kind), &where = places.at(place);
    all.push_back({{"场所", "site"},
                   site.id,
                   site.label,
                   {kind.zh + "，位于" + where.zh, kind.en + " at " + (where.en.empty() ? place : where.en)},
                   "sites." + site.id,
                   {}});
  }
  for (const Locality& place : world.district.network.places()) {
    const auto& sites = at_place[place.id];
    const std::string n = std::to_string(sites.size());
    const Label& name = places.at(place.id);
    all.push_back({{"地点", "place"},
                   place.id,
                   name.zh == place.id ? Label{} : name,
                   {n + "个场所：" + joined(sites), n + " sites: " + joined(sites)},
                   "places." + place.id,
                   {}});
  }
}

void add_streams(const World& world, std::vector<Named>& all) {
  for (const Stream& stream : world.district.streams) {
    const std::string category = name_of(stream.category);
    all.push_back({{"废物（物料）", "stream"}, stream.id, stream.label, {category, category}, "streams." + stream.id, {stream.code}});
  }
}

void add_policies(const World& world, std::vector<Named>& all) {
  for (const auto& policy : world.policies.list) {
    const std::string task = policy->task ? world.plan.tasks[policy->task.index].id : "";
    const Label kind = kind_title<Policy>(world.scenario.root().at_path("policies." + policy->id + ".kind")->text);
    all.push_back({{"政策", "policy"},
                   policy->id,
                   policy->label,
                   {kind.zh + (task.empty() ? "" : "，任务 " + task), kind.en + (task.empty() ? "" : ", task " + task)},
                   "policies." + policy->id,
                   {}});
  }
}

void add_plan(const World& world, std::vector<Named>& all) {
  for (const TaskFacts& task : world.plan.tasks)
    all.push_back({{"任务", "task"},
                   task.id,
                   task.name,
                   {task.owner + (task.deadline.empty() ? "" : "，" + task.deadline),
                    task.owner + (task.deadline.empty() ? "" : ", " + task.deadline)},
                   "tasks." + task.id,
                   {}});
  for (const ProjectFacts& project : world.plan.projects)
    all.push_back({{"重点工程", "project"}, project.id, project.name, {project.owner, project.owner}, "projects." + project.id, {}});
  for (const IndicatorFacts& facts : world.plan.indicators)
    all.push_back({{"指标", "indicator"},
                   std::to_string(facts.number),
                   facts.name,
                   {"目标 " + facts.target_text + "，" + facts.responsible, "target " + facts.target_text + ", " + facts.responsible},
                   "indicators." + facts.id,
                   {facts.id}});
}

std::vector<Named> names_of(const World& world) {
  std::vector<Named> all;
  add_sites(world, all);
  add_streams(world, all);
  add_policies(world, all);
  add_plan(world, all);
  return all;
}

bool is_scenario(const std::string& path) {
  const std::string suffix = std::filesystem::path(path).extension().string();
  return suffix == ".yaml" || suffix == ".yml";
}

/// The worlds of a scenario, or of all scenarios of a results file, by name.
std::vector<std::pair<std::string, std::unique_ptr<World>>> worlds_of(const std::string& path) {
  std::vector<std::pair<std::string, std::unique_ptr<World>>> worlds;
  if (is_scenario(path)) {
    const Scenario scenario = Scenario::read(path);
    worlds.emplace_back(scenario.name(), build_template(scenario));
    return worlds;
  }
  for (const ScenarioResult& result : read_results(path).scenarios)
    worlds.emplace_back(result.name, build_template(Scenario::parse(result.name, result.resolved)));
  return worlds;
}

Sheet sheet_of(const std::string& word, const std::vector<std::pair<std::string, std::unique_ptr<World>>>& worlds) {
  Sheet sheet{"found",
              {"“" + word + "”", "'" + word + "'"},
              {{"what", {"类别", "what"}},
               {"id", {"标识", "id"}},
               {"name", {"名称", "name"}, Holds::text, "", false, false, false, false, 40},
               {"facts", {"说明", "facts"}, Holds::text, "", false, false, false, false, 60},
               {"path", {"情景文件中的位置", "path in a scenario"}, Holds::text, "", false, false, false, false, 44},
               {"scenarios", {"情景", "scenarios"}}},
              {},
              {},
              {}};
  std::map<std::string, std::size_t> rows;  // [path] a thing is listed once, with the scenarios that have it
  for (const auto& [scenario, world] : worlds)
    for (const Named& named : names_of(*world)) {
      if (!matches(named, word)) continue;
      const auto [place, fresh] = rows.emplace(named.path, sheet.rows.size());
      if (fresh) sheet.put({}, named.what, named.id, named.label, named.facts, named.path, scenario);
      else sheet.rows[place->second].back() = std::get<std::string>(sheet.rows[place->second].back()) + ", " + scenario;
    }
  return sheet;
}

/// Nothing has that word: the names that are nearest.
[[noreturn]] void refuse(const std::string& word, const World& world, const Session& session) {
  std::vector<std::string> known;
  for (const Named& named : names_of(world))
    for (const std::string& name : {named.id, named.label.zh, named.label.en})
      if (!name.empty()) known.push_back(name);
  const std::string near = did_you_mean(sim::nearest(word, known), session);
  throw UsageError(session.zh() ? "没有名称或标识含有 '" + word + "'" + near : "no name and no id has '" + word + "' in it" + near);
}

int run(const Arguments& arguments, const Session& session) {
  const std::string& word = arguments.words().front();
  const Format format = format_named(arguments.one_of("format", format_names()));
  if (format == Format::xlsx && !arguments.has("output"))
    throw UsageError(session.say({"--format xlsx 需要 -o 文件名.xlsx", "--format xlsx needs -o FILE.xlsx"}));
  if (sim::trim(word).empty()) throw UsageError(session.say({"要找的词是空的", "there is nothing to find: the word is empty"}));
  const auto worlds = worlds_of(arguments.words().size() > 1 ? arguments.words()[1] : "scenarios/plan.yaml");
  const Sheet sheet = sheet_of(word, worlds);
  if (sheet.rows.empty()) refuse(word, *worlds.back().second, session);
  deliver(arguments.text("output"), in_format(sheet, format, session));
  return 0;
}

const RegisteredVerb registered{8,
                                {"find",
                                 "WORD [SCENARIO|RESULTS]",
                                 1,
                                 2,
                                 {"按名称或标识查找场所、废物、政策、任务、工程和指标",
                                  "Finds sites, streams, policies, tasks, projects and indicators by name or id."},
                                 {"  wufei find 花溪\n  wufei find 花溪 out/banan.h5 --format csv -o out/花溪.csv\n",
                                  "  wufei find huaxi\n  wufei find landfill out/banan.h5 --format json\n"},
                                 {{"format", "", "FORMAT", {"table（默认）、csv、json 或 xlsx", "table (default), csv, json or xlsx"}},
                                  {"output", "o", "FILE", {"写入文件", "write to a file"}}},
                                 run}};

}  // namespace
}  // namespace waste::cli
