// Which tasks matter: each is switched off, or put off, alone, on common random numbers; and which can be put off together.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/time.h"
#include "models/run/variants.h"
#include "models/scenario/label.h"

namespace waste {

/// A task that policies of the scenario carry out.
struct RankedTask {
  std::string id;                     // "t15"
  Label name;
  std::string owner;
  std::vector<std::string> policies;  // that carry it out here
};

/// The tasks of a scenario that are active and that acting policies carry out, in their order.
std::vector<RankedTask> tasks_to_rank(const World& world);

/// What "without" a task means: it is switched off, or begins this much later than it would.
Overrides without(const World& world, const std::vector<std::string>& tasks, std::optional<sim::Duration> late);

struct Ranking {
  std::vector<RankedTask> tasks;
  VariantOutcome with;                  // the scenario as it is
  std::vector<VariantOutcome> without;  // [task]
};
/// Nothing if stopped.
std::optional<Ranking> rank_tasks(const Variants& variants, std::optional<sim::Duration> late);

/// Targets that are mandatory, judged and more likely met than missed as things are.
std::vector<std::size_t> held_targets(const Variants& variants, const VariantOutcome& with);

/// Those of `held` whose probability falls below one half, or by more than `loss` [1].
std::vector<std::size_t> lost_targets(const std::vector<std::size_t>& held, const VariantOutcome& with, const VariantOutcome& without,
                                      double loss);

/// Tasks that can be put off together without losing a held target: greedy, the least harmful first, and every set that is reported
/// was simulated as a whole. Harm of a task: the most that it alone costs any held target in probability, then in standard deviations.
struct Postponement {
  std::vector<std::size_t> together;                       // tasks, sorted
  VariantOutcome outcome;                                  // of all of them together
  std::vector<std::pair<std::size_t, std::size_t>> needed; // the others, each with a target that is lost when it goes, too
  std::size_t trials = 0;                                  // sets that were simulated
};
std::optional<Postponement> postpone(const Variants& variants, const Ranking& ranking, std::optional<sim::Duration> late, double loss);

}  // namespace waste
