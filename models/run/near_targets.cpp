#include "models/run/near_targets.h"

#include <algorithm>
#include <atomic>
#include <cmath>

#include "models/assessment/accounts.h"
#include "models/assessment/explain.h"
#include "models/assessment/indicator_lines.h"
#include "models/outputs/frame.h"
#include "models/policies/fixed_sizes.h"
#include "models/world/replica.h"
#include "models/world/world.h"

namespace waste {
namespace {

/// Sizes with a range, of the policies that implement a task which moves the indicator.
std::vector<std::string> assumed_sizes(const World& world, int indicator) {
  std::vector<std::string> paths;
  const auto tasks = tasks_that_move(world.plan, indicator);
  const Node& root = world.scenario.root();
  for (const auto& policy : world.policies.list) {
    if (!policy->acts() || !policy->task) continue;
    if (std::find(tasks.begin(), tasks.end(), &world.plan.tasks[policy->task.index]) == tasks.end()) continue;
    const std::string path = "policies." + policy->id;
    const Node* written = root.at_path(path);
    const auto* kind = sim::Catalogue<Policy>::find(written->find("kind")->text);
    for (const auto& size : sizes_of(*kind))
      if (const Node* value = written->find(size); value && value->type == Node::Type::map) paths.push_back(path + "." + size);
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

bool nothing_beyond(const Measure& measure, double target) {
  return measure.bounds == Bounds::percentage && (target <= 0 || target >= 100);
}

}  // namespace

std::vector<NearTarget> near_targets(const World& world) {
  std::vector<NearTarget> found;
  const auto year = judged_year(world);
  if (!year) return found;
  Replica replica(world, 0);
  const std::atomic<bool> never{false};
  const auto books = replica.finish(never);
  const Accounts accounts(world.district, replica.policies(), *books);
  for (const IndicatorLine& line : indicator_lines(world.plan)) {
    const IndicatorFacts& facts = world.plan.indicators[static_cast<std::size_t>(line.facts)];
    if (!line.scored || !line.indicator || !facts.has_target || facts.rule.none() || facts.rule.against_base()) continue;
    if (nothing_beyond(line.indicator->measure, facts.target)) continue;
    const double value = line.indicator->value(accounts, year_of_run(world, *year));
    if (!(std::abs(value - facts.target) <= near_target * std::abs(facts.target))) continue;
    if (auto sizes = assumed_sizes(world, facts.number); !sizes.empty()) found.push_back({facts, value, std::move(sizes)});
  }
  return found;
}

}  // namespace waste
