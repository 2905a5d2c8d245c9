#include "models/run/evaluate.h"

#include <algorithm>
#include <cmath>

#include "engine/base/ensemble.h"
#include "models/run/finish.h"
#include "models/run/replica_values.h"
#include "models/run/setup.h"
#include "models/world/scenario_tree.h"

namespace waste {
namespace {

std::vector<KnownFigure> figures_of(const World& world) {
  std::vector<KnownFigure> figures;
  for (const HindcastFacts& row : world.plan.hindcast) figures.push_back({row.id, row.unit, row.name, row.stated, row.tolerance, row.sd});
  return figures;
}

std::vector<EvaluatedTask> tasks_of(const World& world) {
  std::vector<EvaluatedTask> tasks;
  for (std::size_t at = 0; at < world.plan.tasks.size(); ++at) {
    const TaskFacts& facts = world.plan.tasks[at];
    EvaluatedTask task{facts.id, facts.name, facts.owner, facts.active, facts.shift.count(), facts.strength, 0};
    bool acts = false;
    for (const auto& policy : world.policies.list) {
      if (!policy->task || policy->task.index != at) continue;
      acts |= policy->acts();
      task.spent += spent_on(*policy, &facts, world.district.end);
    }
    if (acts) tasks.push_back(std::move(task));
  }
  return tasks;
}

/// Whether and how far the values of the judged year are beyond the targets.
void judge(Evaluation& all, const ReplicaValues& values, ReplicaRange range) {
  const World& world = values.rows().world;
  const auto judged = judged_year(world);
  if (!judged) return;
  all.target_year = all.years[*judged];
  const auto& lines = values.rows().lines;
  for (std::size_t replica = range.first; replica < range.end; ++replica)
    for (std::size_t line = 0; line < lines.size(); ++line) {
      const IndicatorFacts& facts = values.rows().facts(lines[line]);
      const double base = values.annual(replica)[line], value = values.annual(replica)[*judged * lines.size() + line];
      all.margins.push_back(lines[line].indicator ? margin(facts, value, base) : std::nan(""));
      all.met.push_back(lines[line].indicator && meets(facts, value, base));
    }
}

Evaluation evaluation_of(const ReplicaValues& values, const RunOptions& options, ReplicaRange range) {
  Evaluation all;
  for (const IndicatorLine& line : values.rows().lines) {
    const IndicatorFacts& facts = values.rows().facts(line);
    all.lines.push_back({line.key, facts.own_unit, facts.name, line.indicator != nullptr, line.scored, facts.mandatory});
  }
  all.years = calendar_years(values.rows().world);
  all.figures = figures_of(values.rows().world);
  for (std::size_t i = range.first; i < range.end; ++i) {
    all.annual.insert(all.annual.end(), values.annual(i).begin(), values.annual(i).end());
    all.known.insert(all.known.end(), values.known(i).begin(), values.known(i).end());
    all.operating.insert(all.operating.end(), values.operating(i).begin(), values.operating(i).end());
  }
  all.weighs = weighs_replicas(values.rows().world);
  if (!options.part) all.weights = values.weights(range.end);
  all.tasks = tasks_of(values.rows().world);
  judge(all, values, range);
  return all;
}

}  // namespace

std::vector<Evaluation> evaluate(const std::vector<const Scenario*>& scenarios, const RunOptions& options) {
  const Setup setup(checked_worlds(scenarios), options.seed);
  const std::size_t all_replicas = static_cast<std::size_t>(options.replicas > 0 ? options.replicas : setup.worlds().front()->replicas);
  const ReplicaRange range = options.part ? range_of(*options.part, all_replicas) : ReplicaRange{0, all_replicas};
  const std::size_t replicas = range.size();
  const unsigned threads = threads_of(options);
  std::vector<std::unique_ptr<ReplicaValues>> variants;
  std::vector<const World*> worlds;
  for (const auto& world : setup.worlds()) {
    variants.push_back(std::make_unique<ReplicaValues>(*world));
    variants.back()->resize(range.end);
    worlds.push_back(world.get());
  }
  const std::size_t width = tree_width(worlds.size(), replicas, threads);
  std::vector<ScenarioTree> trees;
  for (std::size_t begin = 0; begin < worlds.size(); begin += width)
    trees.emplace_back(std::vector(worlds.begin() + static_cast<std::ptrdiff_t>(begin),
                                   worlds.begin() + static_cast<std::ptrdiff_t>(std::min(begin + width, worlds.size()))));
  std::size_t done = 0;
  using Count = std::size_t;
  sim::run_ensemble<Count>(
      replicas * trees.size(), threads,
      [&](std::size_t at) -> std::optional<Count> {
        const std::size_t replica = range.first + at / trees.size(), tree = at % trees.size();
        Count count = 0;
        const bool done_all = trees[tree].simulate(replica, stop_of(options),
                                                   [&](std::size_t member, const World& world, ReplicaResult&& result) {
                                                     variants[tree * width + member]->see(replica, world, result);
                                                     ++count;
                                                   });
        return done_all ? std::optional(count) : std::nullopt;
      },
      [&](std::size_t, Count&& count) {
        done += count;
        if (options.progress) options.progress(done, replicas * worlds.size());
      },
      stop_of(options));
  if (done < replicas * worlds.size()) return {};
  std::vector<Evaluation> all;
  for (const auto& variant : variants) all.push_back(evaluation_of(*variant, options, range));
  return all;
}

std::vector<double> weights_of(const std::vector<KnownFigure>& figures, const std::vector<double>& known) {
  std::vector<HindcastFacts> rows(figures.size());
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i].stated = figures[i].stated, rows[i].sd = figures[i].sd;
  auto weights = waste::weights_of(std::span<const HindcastFacts>(rows), known);
  if (weights.empty() && !rows.empty())
    weights.assign(known.size() / rows.size(), static_cast<double>(rows.size()) / static_cast<double>(known.size()));
  return weights;
}

}  // namespace waste
