#include "models/cli/scenario_view.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <tuple>

#include "models/results/book_reader.h"
#include "models/world/acts_on.h"
#include "models/world/declared_questions.h"
#include "models/world/replica_world.h"

namespace waste::cli {
namespace {

constexpr std::size_t max_replicas = 8;  // read for the flows; the indicator itself covers all replicas

/// The replicas that count most, in their order: their indices.
std::vector<std::size_t> weightiest(std::size_t replicas, const std::vector<double>& weights) {
  std::vector<std::size_t> all(replicas);
  std::iota(all.begin(), all.end(), std::size_t{0});
  if (!weights.empty()) std::stable_sort(all.begin(), all.end(), [&](std::size_t a, std::size_t b) { return weights[a] > weights[b]; });
  all.resize(std::min(replicas, max_replicas));
  std::sort(all.begin(), all.end());
  return all;
}

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

/// Of the last day of the year compared, by the starts of the first replica.
std::string policies_at(const World& before, const World& after, const Questions& asked, const PolicySet& policies, const BookKey& key) {
  const sim::Time year_end = sim::month_begin(after.district.first_month() + 12 * (compared_year(after) + 1));
  const sim::Time day = std::min(year_end, after.district.end) - sim::Duration{1};
  std::string list;
  for (std::size_t i = 0; i < after.policies.list.size(); ++i) {
    const auto& policy = after.policies.list[i];
    const bool old = std::any_of(before.policies.list.begin(), before.policies.list.end(),
                                 [&](const auto& other) { return other->id == policy->id; });
    if (!old && acts_on(asked, policies, after.policies, i, key, day)) list += (list.empty() ? "" : ", ") + policy->id;
  }
  return list;
}

}  // namespace

int compared_year(const World& world) {
  const int years = (world.district.months() + 11) / 12;
  return std::clamp(world.plan.target_year - sim::year_of(world.district.start), 0, years - 1);
}

ScenarioView view_of_results(const std::string& path, const ScenarioResult& result, const IndicatorQuery& query, const Session& session) {
  ScenarioView view;
  view.world = world_from_results(path, result.name);
  view.line = find_line(*view.world, query, session);
  view.values = values_from_results(path, result.name);
  view.result = &result;
  for (const auto& line : result.indicators)
    if (line.number == query.number && line.definition == view.line.definition) view.simulated = &line;
  if (!view.line.indicator) return view;
  Explanation explanation(view.world->district, *view.line.indicator, compared_year(*view.world));
  const BooksReader books(path, *view.world);
  const std::vector<double> weights = books.weights();
  const ReplicaWorlds worlds(*view.world);
  for (const std::size_t r : weightiest(books.replicas(), weights)) {
    const auto own = worlds.for_books(books.number(r));
    explanation.add(own->district, own->draw_policies(books.number(r)), books.read(r), weights.empty() ? 1 : weights[r]);
  }
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
    for (const Term& term : view.line.indicator->measure.terms) view.terms.push_back({term.name, term.unit, {}, {}});
  return view;
}

std::string read_replicas(const ScenarioView& view, const Session& session) {
  const std::string n = std::to_string(view.replicas);
  if (view.result->weighted)
    return session.zh() ? "流量为权重最大的" + n + "遍模拟的加权均值。\n"
                        : "Flows are weighted means of the " + n + " replicas that count most.\n";
  return session.zh() ? "流量为前" + n + "遍模拟的均值。\n" : "Flows are means of the first " + n + " replicas.\n";
}

/// Matched by name, because two scenarios may number their sites differently; largest differences first. A flow that only one of
/// them has is 0 in the other.
std::vector<MovedFlow> moved_flows(const ScenarioView& before, const ScenarioView& after, std::size_t term) {
  using Name = std::tuple<Trace::Of, Channel, std::string, std::string, std::string>;
  const auto name = [](const World& world, const ExplainedFlow& flow) -> Name {
    const auto site = [&](SiteId id) { return id == no_site ? std::string() : world.district.sites[id].id; };
    return {flow.of, flow.key.channel, site(flow.key.site), site(flow.key.counterpart),
            flow.key.stream == no_stream ? std::string() : world.district.streams[flow.key.stream].id};
  };
  std::map<Name, const ExplainedFlow*> old;
  for (const ExplainedFlow& flow : before.terms[term].flows) old[name(*before.world, flow)] = &flow;
  const PolicySet policies = after.world->draw_policies(0);
  const Questions asked = declared_questions(*after.world);
  std::vector<MovedFlow> result;
  const auto add = [&](const World& world, ExplainedFlow flow, double first, double last) {
    flow.first = first, flow.last = last;
    if (first == last) return;
    result.push_back({&world, flow, &world == after.world.get() ? policies_at(*before.world, world, asked, policies, flow.key) : ""});
  };
  for (const ExplainedFlow& flow : after.terms[term].flows) {
    const auto at = old.extract(name(*after.world, flow));
    add(*after.world, flow, at ? at.mapped()->last : 0, flow.last);
  }
  for (const auto& [key, flow] : old) add(*before.world, *flow, flow->last, 0);
  std::stable_sort(result.begin(), result.end(),
                   [](const MovedFlow& a, const MovedFlow& b) { return std::abs(a.flow.change()) > std::abs(b.flow.change()); });
  return result;
}

}  // namespace waste::cli
