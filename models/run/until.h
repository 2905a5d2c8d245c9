// Sequential stopping: a run that goes on until an indicator is known well enough.
//
// The rule looks at the first replicas only, at numbers that depend on nothing but the rule: so it stops at the same number, with the
// same bytes, for any number of threads and however often the run was interrupted.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/run/finish.h"
#include "models/run/run.h"
#include "models/world/replica_world.h"

namespace waste {

class ReplicaValues;

/// Reads "11 half-width < 0.5" or "11.text half-width < 0.5"; nothing unless it has this form.
std::optional<Until> until_from(std::string_view text);

/// The number of replicas at which the rule looks after `replicas`: an eighth more, at least eight, in whole eights.
std::size_t next_look(std::size_t replicas, std::size_t most);

class StoppingRule {
 public:
  /// Throws sim::Error(usage) if a scenario does not simulate the indicator.
  StoppingRule(const Setup& setup, const Until& until);
  ~StoppingRule();

  /// Whether in every scenario half the width of the 95 % interval of the mean, in the target year (the last one where that is not
  /// simulated in full), lies below the limit for the first `replicas`. Reads those that it has not seen.
  bool holds(std::size_t replicas, const ItemReader& items, const RunOptions& options);

  /// The half-width found last, the largest of all scenarios; NaN: not defined.
  double half_width() const { return half_width_; }

 private:
  const Setup& setup_;
  Until until_;
  std::vector<ReplicaWorlds> worlds_;                   // [scenario]
  std::vector<std::unique_ptr<ReplicaValues>> values_;  // [scenario]
  std::vector<std::size_t> cells_;                      // [scenario] year * lines + line
  std::size_t seen_ = 0;
  double half_width_ = 0;
};

}  // namespace waste
