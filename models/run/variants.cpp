#include "models/run/variants.h"

#include <cmath>
#include <mutex>

#include "engine/base/ensemble.h"
#include "engine/base/error.h"
#include "models/assessment/accounts.h"
#include "models/outputs/frame.h"
#include "models/world/flow_network.h"
#include "models/world/scenario_tree.h"
#include "models/world/world.h"

namespace waste {
namespace {

/// What is kept of a replica of a variant.
struct Kept {
  std::vector<double> base, judged;  // [line] values of the base year and of the year held against the targets
  std::vector<double> hindcast;      // [row]
  std::vector<std::uint8_t> acted;   // [policy]
};

Kept kept_of(const World& world, const std::vector<IndicatorLine>& lines, std::size_t year, const ReplicaResult& result) {
  const PolicySet policies = world.draw_policies(result.replica);
  const Accounts accounts(world.district, policies, result.books);
  Kept kept;
  for (const IndicatorLine& line : lines) {
    kept.base.push_back(line.indicator ? line.indicator->value(accounts, year_of_run(world, 0)) : undefined);
    kept.judged.push_back(line.indicator ? line.indicator->value(accounts, year_of_run(world, year)) : undefined);
  }
  for (const HindcastFacts& row : world.plan.hindcast) kept.hindcast.push_back(simulated(row, accounts).value_or(undefined));
  kept.acted = result.acted;
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
  for (const Kept& kept : replicas) {
    hindcast.insert(hindcast.end(), kept.hindcast.begin(), kept.hindcast.end());
    outcome.acted.resize(kept.acted.size());
    for (std::size_t i = 0; i < kept.acted.size(); ++i) outcome.acted[i] |= kept.acted[i];
  }
  outcome.weights = weights_of_replicas(world, hindcast, replicas.size());
  Summariser summarise;
  for (std::size_t at = 0; at < lines.size(); ++at)
    outcome.lines.push_back(outcome_of(world, lines[at], at, replicas, outcome.weights, summarise));
  return outcome;
}

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
  std::vector<std::unique_ptr<World>> worlds;
  std::vector<const World*> pointers;
  for (const Overrides& changes : variants) {
    if (stop) return {};
    worlds.push_back(build_world(scenario_.with(changes)));
    worlds.back()->seed = base_->seed;
    pointers.push_back(worlds.back().get());
  }
  const ScenarioTree tree(std::move(pointers));
  const std::size_t year = *judged_year(*base_);
  const auto replicas = static_cast<std::size_t>(options_.replicas);
  std::vector<std::vector<Kept>> kept(worlds.size(), std::vector<Kept>(replicas));  // [variant][replica], each by one thread
  std::mutex one;
  std::size_t done = 0;
  const auto simulate_one = [&](std::size_t replica) -> std::optional<bool> {
    const auto take = [&](std::size_t variant, const World& world, ReplicaResult&& result) {
      kept[variant][replica] = kept_of(world, lines_, year, result);
      const std::lock_guard lock(one);
      if (options_.progress) options_.progress(++done, worlds.size() * replicas);
    };
    return tree.simulate(replica, stop, take);
  };
  sim::run_ensemble<bool>(replicas, options_.threads, simulate_one, [](std::size_t, bool&&) {}, stop);
  if (stop) return {};
  std::vector<VariantOutcome> outcomes;
  for (std::size_t i = 0; i < worlds.size(); ++i) outcomes.push_back(outcome_of(*worlds[i], lines_, kept[i]));
  return outcomes;
}

Summary difference(const VariantOutcome& a, const VariantOutcome& b, std::size_t line) {
  std::vector<double> differences;
  for (std::size_t i = 0; i < a.lines[line].values.size(); ++i) differences.push_back(b.lines[line].values[i] - a.lines[line].values[i]);
  return summarise(differences, Bounds::none, a.weights);
}

}  // namespace waste
