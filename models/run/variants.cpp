#include "models/run/variants.h"

#include <cmath>
#include <mutex>

#include "engine/base/ensemble.h"
#include "engine/base/error.h"
#include "models/assessment/accounts.h"
#include "models/outputs/frame.h"
#include "models/run/variant_groups.h"
#include "models/world/flow_network.h"
#include "models/world/scenario_tree.h"
#include "models/world/world.h"

namespace waste {
namespace {

/// What is kept of a replica of a variant.
struct Kept {
  std::vector<double> base, judged;  // [line] values of the base year and of the year held against the targets
  std::vector<double> hindcast;      // [row]
};

Kept kept_of(const World& world, const PolicySet& policies, const Books& books, const std::vector<IndicatorLine>& lines, std::size_t year) {
  const Accounts accounts(world.district, policies, books);
  Kept kept;
  for (const IndicatorLine& line : lines) {
    kept.base.push_back(line.indicator ? line.indicator->value(accounts, year_of_run(world, 0)) : undefined);
    kept.judged.push_back(line.indicator ? line.indicator->value(accounts, year_of_run(world, year)) : undefined);
  }
  for (const HindcastFacts& row : world.plan.hindcast) kept.hindcast.push_back(simulated(row, accounts).value_or(undefined));
  return kept;
}

LineOutcome outcome_of(const World& world, const IndicatorLine& line, std::size_t at, const std::vector<Kept>& replicas,
                       const std::vector<double>& weights, Summariser& summarise) {
  LineOutcome outcome;
  const IndicatorFacts& facts = world.plan.indicators[static_cast<std::size_t>(line.facts)];
  for (const Kept& kept : replicas) {
    outcome.values.push_back(kept.judged[at]);
    if (line.indicator && judged(facts)) outcome.met.push_back(meets(facts, kept.judged[at], kept.base[at]));
  }
  outcome.summary = summarise(outcome.values, line.indicator ? line.indicator->measure.bounds : Bounds::none, weights);
  outcome.probability_met = share_of(outcome.met, weights);
  return outcome;
}

VariantOutcome outcome_of(const World& world, const std::vector<IndicatorLine>& lines, const std::vector<Kept>& replicas) {
  VariantOutcome outcome;
  std::vector<double> hindcast;
  for (const Kept& kept : replicas) hindcast.insert(hindcast.end(), kept.hindcast.begin(), kept.hindcast.end());
  outcome.weights = weights_of_replicas(world, hindcast, replicas.size());
  Summariser summarise;
  for (std::size_t at = 0; at < lines.size(); ++at)
    outcome.lines.push_back(outcome_of(world, lines[at], at, replicas, outcome.weights, summarise));
  return outcome;
}

/// The simulation of one replica of all variants, group by group.
class Simulation {
 public:
  using Finished = std::function<void(std::size_t variant, Kept&& kept)>;

  Simulation(const World& base, std::vector<const World*> worlds, const VariantGroups& groups, const std::vector<IndicatorLine>& lines)
      : as_it_is_({&base}), tree_(std::move(worlds)), groups_(groups), lines_(lines), year_(*judged_year(base)) {}

  /// Hands over each variant when it is finished. False if `stop` became true.
  bool simulate(std::size_t replica, const std::atomic<bool>& stop, const Finished& finished) const {
    Books books;  // of the scenario as it is
    std::vector<TaskFacts> tasks;
    const auto keep = [&](std::size_t, const World& world, ReplicaResult&& result) {
      for (const std::size_t variant : groups_.unchanged())
        finished(variant, kept_of(world, world.draw_policies(replica), result.books, lines_, year_));
      books = std::move(result.books), tasks = world.plan.tasks;
    };
    if (groups_.shared() && !as_it_is_.simulate(replica, stop, keep)) return false;
    return tree_.simulate(replica, stop, [&](std::size_t group, const World& world, ReplicaResult&& result) {
      const auto& members = groups_.groups()[group].variants;
      if (members.size() == 1) return finished(members.front(), kept_of(world, world.draw_policies(replica), result.books, lines_, year_));
      for (const std::size_t variant : members) {
        const auto own = groups_.tasks_of(variant, tasks, world.plan.tasks);
        const PolicySet policies(world.district, world.policies, own, {world.seed, replica});
        finished(variant, kept_of(world, policies, groups_.books_of(variant, books, result.books), lines_, year_));
      }
    });
  }

 private:
  ScenarioTree as_it_is_, tree_;
  const VariantGroups& groups_;
  const std::vector<IndicatorLine>& lines_;
  std::size_t year_;
};

}  // namespace

Variants::Variants(Scenario scenario, VariantOptions options) : scenario_(std::move(scenario)), options_(std::move(options)) {
  base_ = build_world(scenario_);
  if (options_.seed) base_->seed = *options_.seed;
  if (auto errors = network_errors(*base_); !errors.empty()) throw sim::InputError(std::move(errors));
  if (!judged_year(*base_))
    throw sim::Error(sim::Exit::usage,
                     {"“" + scenario_.name() + "”的模拟时段不含目标年" + std::to_string(base_->plan.target_year) + "年全年",
                      "the period of '" + scenario_.name() + "' does not cover the target year " +
                          std::to_string(base_->plan.target_year)});
  lines_ = indicator_lines(base_->plan);
}

Variants::~Variants() = default;

std::optional<std::vector<VariantOutcome>> Variants::simulate(const std::vector<Overrides>& variants) const {
  static const std::atomic<bool> never_stop{false};
  const std::atomic<bool>& stop = options_.stop ? *options_.stop : never_stop;
  const VariantGroups groups(*base_, variants);
  std::vector<std::unique_ptr<World>> worlds;  // [group]
  std::vector<const World*> pointers;
  for (const VariantGroups::Group& group : groups.groups()) {
    if (stop) return {};
    worlds.push_back(build_world(scenario_.with(group.changes)));
    worlds.back()->seed = base_->seed;
    pointers.push_back(worlds.back().get());
  }
  const Simulation simulation(*base_, std::move(pointers), groups, lines_);
  const auto replicas = static_cast<std::size_t>(options_.replicas);
  std::vector<std::vector<Kept>> kept(variants.size(), std::vector<Kept>(replicas));  // [variant][replica], each by one thread
  std::mutex one;
  std::size_t done = 0;
  const auto simulate_one = [&](std::size_t replica) -> std::optional<bool> {
    const bool all = simulation.simulate(replica, stop, [&](std::size_t variant, Kept&& own) {
      kept[variant][replica] = std::move(own);
      const std::lock_guard lock(one);
      if (options_.progress) options_.progress(++done, variants.size() * replicas);
    });
    return all ? std::optional(true) : std::nullopt;
  };
  sim::run_ensemble<bool>(replicas, options_.threads, simulate_one, [](std::size_t, bool&&) {}, stop);
  if (stop) return {};
  std::vector<VariantOutcome> outcomes;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    const auto group = groups.group_of(i);
    outcomes.push_back(outcome_of(group ? *worlds[*group] : *base_, lines_, kept[i]));
  }
  return outcomes;
}

Summary difference(const VariantOutcome& a, const VariantOutcome& b, std::size_t line) {
  std::vector<double> differences;
  for (std::size_t i = 0; i < a.lines[line].values.size(); ++i) differences.push_back(b.lines[line].values[i] - a.lines[line].values[i]);
  return summarise(differences, Bounds::none, a.weights);
}

}  // namespace waste
