// The replicas of a results file that is there already, as the run that wrote it had them in its journal.
#pragma once

#include <memory>
#include <string>

#include "models/run/setup.h"
#include "models/world/replica_result.h"

namespace waste {

class EarlierResults {
 public:
  /// Throws sim::Error(usage) if the file is not of these scenarios, this seed and this version of the program, or does not exist.
  EarlierResults(const std::string& path, const Setup& setup);
  ~EarlierResults();

  /// Per scenario.
  std::size_t replicas() const { return replicas_; }

  /// All that a results file is written from. On any thread; they take turns for a scenario.
  ReplicaResult read(std::size_t scenario, std::size_t replica) const;

 private:
  class OneScenario;

  std::size_t replicas_ = 0;
  std::vector<std::unique_ptr<OneScenario>> scenarios_;
};

}  // namespace waste
