#include "models/report/report.h"

#include <set>

#include "engine/base/error.h"
#include "models/report/assumptions.h"
#include "models/report/chains.h"
#include "models/report/conflicts.h"
#include "models/report/emissions.h"
#include "models/report/moved.h"
#include "models/report/pressure.h"
#include "models/report/provenance.h"
#include "models/report/ranking_table.h"
#include "models/report/sources.h"
#include "models/report/stores.h"
#include "models/report/trajectories.h"
#include "models/report/verdict.h"
#include "models/report/what_if.h"
#include "models/report/wording.h"
#include "models/results/book_reader.h"

namespace waste::report {
namespace {

void check_number(const Sources& sources, std::optional<int> number) {
  std::set<int> known;
  for (const IndicatorResult& line : sources.main().result->indicators) known.insert(line.number);
  if (!number || known.contains(*number)) return;
  std::string list;
  for (const int one : known) list += (list.empty() ? "" : ", ") + std::to_string(one);
  const std::string asked = std::to_string(*number);
  throw sim::Error(sim::Exit::usage,
                   {"结果文件中没有指标" + asked + "；已有：" + list, "the file has no indicator " + asked + "; it has: " + list});
}

Label title_of(const Sources& sources, std::optional<int> number, const World* world) {
  const ScenarioResult& scenario = *sources.main().result;
  const std::string year = std::to_string(scenario.target_year);
  for (const IndicatorResult& line : scenario.indicators)
    if (number && line.number == *number) return filled({"指标{}：{}", "Indicator {}: {}"}, {same(std::to_string(*number)), line.name});
  const bool named = world && !world->name.zh.empty();
  const Label district = named ? Label{world->name.zh + "，", (world->name.en.empty() ? world->name.zh : world->name.en) + ", "} : Label{};
  return district + filled({"{}：{}年能完成吗？", "{}: will the targets of {} be met?"}, {sources.main().title, same(year)});
}

Label subtitle_of(const Sources& sources) {
  Label names;
  int replicas = sources.main().result->replicas;
  for (const ReportedScenario& scenario : sources.scenarios())
    names = names + (names.zh.empty() ? Label{} : Label{"、", ", "}) + scenario.title;
  return filled({"无废 {} · 情景：{} · 各模拟{}遍", "Wufei {} · scenarios: {} · {} replications each"},
                {same(sources.main().source->content.version), names, same(std::to_string(replicas))});
}

/// Nothing where another version of the program wrote a text that this one cannot read: then the sections that need it are left out.
std::unique_ptr<World> world_of(const ReportedScenario& scenario) {
  try {
    return world_from_results(scenario.source->path, scenario.result->name);
  } catch (const sim::InputError&) {
    return nullptr;
  }
}

}  // namespace

Document report_on(const Request& request) {
  const Sources sources(request.paths, request.main);
  check_number(sources, request.indicator);
  const auto world = request.indicator ? nullptr : world_of(sources.main());
  Document document{title_of(sources, request.indicator, world.get()), subtitle_of(sources), {}};
  const auto add = [&](Section section) {
    if (!section.blocks.empty()) document.sections.push_back(std::move(section));
  };
  if (request.against) add(moved(sources, *request.against));
  add(verdict(sources, request.indicator));
  add(lights(sources, request.indicator));
  add(trajectories(sources, request.indicator));
  if (request.ranking) add(tasks_that_matter(sources, read_ranking(*request.ranking, *sources.main().result)));
  add(what_if(sources, request.indicator));
  if (!request.indicator) {
    add(chains(sources));
    add(pressure(sources, world.get()));
    add(stores(sources));
    add(emissions(sources));
    add(money(sources));
    add(assumptions(sources, {}));
    add(conflicts(sources, world.get()));
  } else {
    add(assumptions(sources, request.indicator));
  }
  add(provenance(sources));
  return document;
}

}  // namespace waste::report
