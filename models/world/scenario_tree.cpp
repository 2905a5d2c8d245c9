#include "models/world/scenario_tree.h"

#include <algorithm>
#include <functional>
#include <map>

#include "models/world/replica_world.h"
#include "models/world/world.h"

namespace waste {
namespace {

/// Differences that still allow scenarios to share a prefix: policies, and descriptions of policies or results.
bool says_nothing_of_the_past(const std::string& key) {
  static const std::vector<std::string> keys{"all_tasks",  "balances", "claims",   "common_causes", "definitions", "draws", "hindcast",
                                             "indicators", "policies", "projects", "replicas",      "statistics",  "tasks", "title"};
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

bool same(const Node& a, const Node& b) {
  return a.type == b.type && a.text == b.text &&
         std::equal(a.entries.begin(), a.entries.end(), b.entries.begin(), b.entries.end(),
                    [](const auto& x, const auto& y) { return x.key == y.key && same(x.value, y.value); });
}

/// Whether the uncertain values whose path is `wanted` are drawn in the same way.
template <class Wanted>
bool same_draws(const World& a, const World& b, Wanted wanted) {
  const auto chosen = [&](const World& world) {
    std::vector<const UncertainValue*> values;
    for (const UncertainValue& value : world.uncertain)
      if (wanted(value.path)) values.push_back(&value);
    return values;
  };
  const auto mine = chosen(a), theirs = chosen(b);
  return std::equal(mine.begin(), mine.end(), theirs.begin(), theirs.end(), [](const UncertainValue* x, const UncertainValue* y) {
    return x->path == y->path && x->dimension == y->dimension && x->cause.path == y->cause.path &&
           x->cause.dimension == y->cause.dimension && x->loading == y->loading;
  });
}

bool of_the_past(const std::string& path) { return !says_nothing_of_the_past(path.substr(0, path.find('.'))); }

Node past_of(const World& world) {
  Node root = world.scenario.root();
  std::erase_if(root.entries, [](const Node::Entry& entry) { return says_nothing_of_the_past(entry.key); });
  return root;
}

/// Whether an entry of the scenario is written, and drawn, in the same way; one that neither has is.
bool same_entry(const World& a, const World& b, const std::string& path) {
  const Node *mine = a.scenario.root().at_path(path), *theirs = b.scenario.root().at_path(path);
  if (!mine || !theirs) return mine == theirs;
  return same(*mine, *theirs) && same_draws(a, b, [within = path + "."](const std::string& value) { return value.starts_with(within); });
}

bool same_switch(const World& a, const Policy& p, const World& b, const Policy& q) {
  if (!p.task || !q.task) return !p.task && !q.task;
  const TaskFacts &s = a.plan.tasks[p.task.index], &t = b.plan.tasks[q.task.index];
  if (s.begin(p.starts) != t.begin(q.starts) || s.strength != t.strength) return false;
  if (a.uncertain.empty() && b.uncertain.empty()) return true;
  return same_entry(a, b, "tasks." + s.id) && same_entry(a, b, "all_tasks");
}

sim::Time midnight_before(sim::Time t) { return t == sim::never ? t : sim::Time{sim::day_of(t)}; }

}  // namespace

ScenarioTree::ScenarioTree(std::vector<const World*> worlds) : worlds_(std::move(worlds)) {
  for (const World* world : worlds_) replica_worlds_.emplace_back(*world);
  number_pasts();
  number_policies();
  if (worlds_.front()->district.districts > 1)
    for (const World* world : worlds_) divisions_.push_back(by_district(*world));
}

void ScenarioTree::number_pasts() {
  std::vector<std::pair<const World*, Node>> different;
  for (const World* world : worlds_) {
    Node past = past_of(*world);
    const auto known = std::find_if(different.begin(), different.end(), [&](const auto& other) {
      return world->seed == other.first->seed && same(past, other.second) && same_draws(*world, *other.first, of_the_past);
    });
    pasts_.push_back(static_cast<std::size_t>(known - different.begin()));
    if (known == different.end()) different.emplace_back(world, std::move(past));
  }
}

void ScenarioTree::number_policies() {
  struct Known {
    const World* world;
    const Policy* policy;
    std::size_t number;
  };
  std::map<std::string, std::vector<Known>> different;  // [id of a policy]
  std::size_t count = 0;
  for (const World* world : worlds_) {
    auto& numbered = numbered_.emplace_back();
    for (std::size_t i = 0; i < world->policies.list.size(); ++i) {
      const Policy& policy = *world->policies.list[i];
      auto& known = different[policy.id];
      auto twin = std::find_if(known.begin(), known.end(), [&](const Known& other) {
        return same_switch(*world, policy, *other.world, *other.policy) && same_entry(*world, *other.world, "policies." + policy.id);
      });
      if (twin == known.end()) twin = known.insert(known.end(), {world, &policy, count++});
      numbered.push_back({twin->number, i});
    }
    std::sort(numbered.begin(), numbered.end(), [](const Numbered& a, const Numbered& b) { return a.number < b.number; });
  }
}

sim::Time ScenarioTree::divergence_time(std::size_t a, std::size_t b, const std::vector<std::shared_ptr<const PolicySet>>& policies) const {
  if (pasts_[a] != pasts_[b]) return worlds_[a]->district.start;
  sim::Time first = sim::never;
  auto mine = numbered_[a].begin(), theirs = numbered_[b].begin();
  const auto my_end = numbered_[a].end(), their_end = numbered_[b].end();
  while (mine != my_end || theirs != their_end) {  // in only one of them, or different
    if (theirs == their_end || (mine != my_end && mine->number < theirs->number))
      first = std::min(first, policies[a]->start_of((mine++)->index));
    else if (mine == my_end || theirs->number < mine->number) first = std::min(first, policies[b]->start_of((theirs++)->index));
    else ++mine, ++theirs;
  }
  return std::max(midnight_before(first), worlds_[a]->district.start);
}

std::optional<std::vector<ReplicaResult>> ScenarioTree::simulate(std::uint64_t number, const std::atomic<bool>& stop,
                                                                 sim::Team* team) const {
  std::vector<ReplicaResult> results(worlds_.size());
  const auto keep = [&](std::size_t member, const World&, ReplicaResult&& result) { results[member] = std::move(result); };
  if (!simulate(number, stop, keep, team)) return {};
  return results;
}

bool ScenarioTree::simulate(std::uint64_t number, const std::atomic<bool>& stop, const Take& take, sim::Team* team) const {
  std::vector<std::shared_ptr<const World>> worlds;  // where parameters are drawn, scenarios draw the same for the same path
  std::vector<std::shared_ptr<const PolicySet>> policies;
  for (const ReplicaWorlds& own : replica_worlds_) {
    worlds.push_back(own.of(number));
    policies.push_back(std::make_shared<const PolicySet>(worlds.back()->draw_policies(number)));
  }

  using Members = std::vector<std::size_t>;
  // Scenarios still identical after `time`. This is an equivalence, so comparing with the first suffices.
  const auto part = [&](Members members, sim::Time time) {
    std::vector<Members> groups;
    for (const auto member : members) {
      const auto group = std::find_if(groups.begin(), groups.end(),
                                      [&](const Members& g) { return divergence_time(g.front(), member, policies) > time; });
      if (group != groups.end()) group->push_back(member);
      else groups.push_back({member});
    }
    return groups;
  };
  // Runs `prefix`, which lives under the policies of the first member, to where the members part.
  const std::function<bool(Replica, const Members&)> run = [&](Replica prefix, const Members& members) {
    sim::Time next = sim::never;
    for (const auto member : members)
      if (member != members.front()) next = std::min(next, divergence_time(members.front(), member, policies));
    if (!prefix.run_until(next, stop, team)) return false;
    if (next >= worlds_[members.front()]->district.end) {  // the same to the end
      const auto books = prefix.finish(stop, team);
      if (!books) return false;
      for (const auto member : members) {
        policies[member]->go_on_from(prefix.policies());
        take(member, *worlds[member],
             {static_cast<std::uint32_t>(member), static_cast<std::uint32_t>(number), prefix.simulation().events(), *books,
              policies[member]->acted(), prefix.memory_bytes()});
      }
      return true;
    }
    const auto groups = part(members, next);
    for (std::size_t i = groups.size(); i-- > 1;)
      if (!run(prefix.under(*worlds[groups[i].front()], policies[groups[i].front()]), groups[i])) return false;
    return run(std::move(prefix), groups.front());
  };

  Members all(worlds_.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
  for (const auto& group : part(all, worlds_.front()->district.start))
    if (!run(Replica(*worlds[group.front()], number, policies[group.front()], division(group.front())), group)) return false;
  return true;
}

}  // namespace waste
