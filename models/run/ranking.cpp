#include "models/run/ranking.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "models/world/world.h"

namespace waste {
namespace {

std::string seconds(sim::Duration duration) { return std::to_string(duration.count()) + " s"; }

/// The most that a variant costs any held target: in probability, and in standard deviations of its value.
std::pair<double, double> harm_of(const std::vector<std::size_t>& held, const VariantOutcome& with, const VariantOutcome& without) {
  double lost = 0, shift = 0;
  for (const std::size_t line : held) {
    lost = std::max(lost, with.lines[line].probability_met - without.lines[line].probability_met);
    const double moved = std::abs(without.lines[line].summary.mean - with.lines[line].summary.mean), sd = with.lines[line].summary.sd;
    if (moved > 0) shift = std::max(shift, sd > 0 ? moved / sd : HUGE_VAL);
  }
  return {lost, shift};
}

/// Accepts as many of the candidates as it can: a block as a whole if that holds, otherwise its halves in turn.
class Search {
 public:
  Search(const Variants& variants, const Ranking& ranking, std::optional<sim::Duration> late, double loss)
      : variants_(variants), ranking_(ranking), late_(late), loss_(loss), held_(held_targets(variants, ranking.with)) {
    found_.outcome = ranking.with;
  }

  std::optional<Postponement> go() {
    std::vector<std::size_t> candidates;
    for (std::size_t task = 0; task < ranking_.tasks.size(); ++task) {
      const auto lost = lost_targets(held_, ranking_.with, ranking_.without[task], loss_);
      if (lost.empty()) candidates.push_back(task);
      else found_.needed.emplace_back(task, lost.front());
    }
    const auto harm = [&](std::size_t task) { return harm_of(held_, ranking_.with, ranking_.without[task]); };
    std::stable_sort(candidates.begin(), candidates.end(), [&](std::size_t a, std::size_t b) { return harm(a) < harm(b); });
    if (!accept(candidates)) return {};
    std::sort(found_.together.begin(), found_.together.end());
    std::sort(found_.needed.begin(), found_.needed.end());
    return std::move(found_);
  }

 private:
  /// False if stopped.
  bool accept(const std::vector<std::size_t>& block) {
    if (block.empty()) return true;
    std::vector<std::string> ids;
    for (const std::size_t task : found_.together) ids.push_back(ranking_.tasks[task].id);
    for (const std::size_t task : block) ids.push_back(ranking_.tasks[task].id);
    auto outcomes = variants_.simulate({without(variants_.world(), ids, late_)});
    if (!outcomes) return false;
    ++found_.trials;
    const auto lost = lost_targets(held_, ranking_.with, outcomes->front(), loss_);
    if (lost.empty()) {
      found_.together.insert(found_.together.end(), block.begin(), block.end());
      found_.outcome = std::move(outcomes->front());
      return true;
    }
    if (block.size() == 1) return found_.needed.emplace_back(block.front(), lost.front()), true;
    const auto middle = block.begin() + static_cast<std::ptrdiff_t>((block.size() + 1) / 2);
    return accept({block.begin(), middle}) && accept({middle, block.end()});
  }

  const Variants& variants_;
  const Ranking& ranking_;
  std::optional<sim::Duration> late_;
  double loss_;
  std::vector<std::size_t> held_;
  Postponement found_;
};

}  // namespace

std::vector<RankedTask> tasks_to_rank(const World& world) {
  std::vector<RankedTask> ranked;
  for (const TaskFacts& task : world.plan.tasks) {
    RankedTask entry{task.id, task.name, task.owner, {}};
    for (const auto& policy : world.policies.list)
      if (policy->acts() && policy->task && world.plan.tasks[policy->task.index].id == task.id) entry.policies.push_back(policy->id);
    if (task.active && !entry.policies.empty()) ranked.push_back(std::move(entry));
  }
  return ranked;
}

Overrides without(const World& world, const std::vector<std::string>& tasks, std::optional<sim::Duration> late) {
  Overrides changes;
  for (const std::string& id : tasks) {
    const auto at = std::find_if(world.plan.tasks.begin(), world.plan.tasks.end(), [&](const TaskFacts& task) { return task.id == id; });
    if (!late) changes.emplace_back("tasks." + id + ".active", "no");
    else changes.emplace_back("tasks." + id + ".shift", seconds(at->shift + *late));
  }
  return changes;
}

std::optional<Ranking> rank_tasks(const Variants& variants, std::optional<sim::Duration> late) {
  Ranking ranking{tasks_to_rank(variants.world()), {}, {}};
  std::vector<Overrides> changes(1);
  for (const RankedTask& task : ranking.tasks) changes.push_back(without(variants.world(), {task.id}, late));
  auto outcomes = variants.simulate(changes);
  if (!outcomes) return {};
  ranking.with = std::move(outcomes->front());
  ranking.without.assign(std::make_move_iterator(outcomes->begin() + 1), std::make_move_iterator(outcomes->end()));
  return ranking;
}

std::vector<std::size_t> held_targets(const Variants& variants, const VariantOutcome& with) {
  std::vector<std::size_t> held;
  for (std::size_t i = 0; i < variants.lines().size(); ++i) {
    const IndicatorLine& line = variants.lines()[i];
    const IndicatorFacts& facts = variants.world().plan.indicators[static_cast<std::size_t>(line.facts)];
    if (line.scored && facts.mandatory && with.lines[i].probability_met >= 0.5) held.push_back(i);
  }
  return held;
}

std::vector<std::size_t> lost_targets(const std::vector<std::size_t>& held, const VariantOutcome& with, const VariantOutcome& without,
                                      double loss) {
  constexpr double rounding = 1e-9;  // of sums of weights
  std::vector<std::size_t> lost;
  for (const std::size_t line : held) {
    const double before = with.lines[line].probability_met, after = without.lines[line].probability_met;
    if (!(after >= 0.5 - rounding) || before - after > loss + rounding) lost.push_back(line);
  }
  return lost;
}

std::optional<Postponement> postpone(const Variants& variants, const Ranking& ranking, std::optional<sim::Duration> late, double loss) {
  return Search(variants, ranking, late, loss).go();
}

}  // namespace waste
