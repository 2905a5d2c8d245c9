#include "models/cli/scenario_view.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "models/results/book_reader.h"

namespace waste::cli {
namespace {

constexpr std::size_t max_replicas = 8;  // read for the flows; the indicator itself covers all replicas

IndicatorLine find_line(const World& world, const IndicatorQuery& query, const Session& session) {
  std::vector<std::string> known;
  const IndicatorLine* first = nullptr;
  const auto lines = indicator_lines(world.plan);
  for (const IndicatorLine& line : lines) {
    if (world.plan.indicators[static_cast<std::size_t>(line.facts)].number != query.number) continue;
    known.push_back(line.definition);
    if (line.definition == query.definition) return line;
    if (!first || (line.scored && !first->scored)) first = &line;
  }
  if (first && query.definition.empty()) return *first;
  std::string list;
  for (const auto& name : known) list += (list.empty() ? "" : ", ") + name;
  throw UsageError(known.empty() ? session.say({"情景没有这项指标", "the scenario has no such indicator"})
                                 : session.say({"没有这个口径；已有：", "no such definition; there are: "}) + list);
}

std::string policies_at(const World& before, const World& after, const BookKey& key) {
  std::string list;
  for (const auto& policy : after.policies.list) {
    const bool old = std::any_of(before.policies.list.begin(), before.policies.list.end(),
                                 [&](const auto& other) { return other->id == policy->id; });
    if (!old && acts_on(after.district, *policy, key)) list += (list.empty() ? "" : ", ") + policy->id;
  }
  return list;
}

}  // namespace

ScenarioView view_of_results(const std::string& path, const ScenarioResult& result, const IndicatorQuery& query, const Session& session) {
  ScenarioView view;
  view.world = world_from_results(path, result.name);
  view.line = find_line(*view.world, query, session);
  view.values = values_from_results(path, result.name);
  view.result = &result;
  for (const auto& line : result.indicators)
    if (line.number == query.number && line.definition == view.line.definition) view.simulated = &line;
  if (!view.line.indicator) return view;
  Explanation explanation(view.world->district, *view.line.indicator);
  const BooksReader books(path, *view.world);
  for (std::size_t r = 0; r < std::min(books.replicas(), max_replicas); ++r)
    explanation.add(view.world->draw_policies(books.number(r)), books.read(r));
  view.replicas = explanation.replicas();
  view.terms = explanation.terms();
  return view;
}

ScenarioView view_of_scenario(const std::string& path, const IndicatorQuery& query, const Session& session) {
  ScenarioView view;
  view.world = build_world(Scenario::read(path));
  view.line = find_line(*view.world, query, session);
  view.values = view.world->scenario.values();
  if (view.line.indicator)
    for (const Term& term : view.line.indicator->terms()) view.terms.push_back({term.name, term.unit, {}, {}});
  return view;
}

/// Matched by name, because two scenarios may number their sites differently; largest differences first.
std::vector<MovedFlow> moved_flows(const ScenarioView& before, const ScenarioView& after, std::size_t term) {
  const auto name = [](const World& world, const BookKey& key) {
    const auto site = [&](SiteId id) { return id == no_site ? std::string() : world.district.sites[id].id; };
    return std::tuple(key.channel, site(key.site), site(key.counterpart),
                      key.stream == no_stream ? std::string() : world.district.streams[key.stream].id);
  };
  std::map<decltype(name(*after.world, BookKey{})), double> old;
  for (const ExplainedFlow& flow : before.terms[term].flows) old[name(*before.world, flow.key)] = flow.last;
  std::vector<MovedFlow> result;
  for (ExplainedFlow flow : after.terms[term].flows) {
    const auto at = old.find(name(*after.world, flow.key));
    flow.first = at == old.end() ? 0 : at->second;
    if (flow.first != flow.last) result.push_back({flow, policies_at(*before.world, *after.world, flow.key)});
  }
  std::stable_sort(result.begin(), result.end(),
                   [](const MovedFlow& a, const MovedFlow& b) { return std::abs(a.flow.change()) > std::abs(b.flow.change()); });
  return result;
}

}  // namespace waste::cli
