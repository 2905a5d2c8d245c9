// Indicators of scenarios without a results file: simulated in memory, nothing is written or kept.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/run/run.h"
#include "models/scenario/label.h"

namespace waste {

/// One indicator of a variant.
struct EvaluatedLine {
  std::string key;       // "11.annex"
  std::string own_unit;  // of its values
  Label name;
  bool simulated = false;
};

/// What one scenario comes to.
struct Evaluation {
  std::vector<EvaluatedLine> lines;
  std::vector<std::int32_t> years;  // calendar years
  std::vector<double> annual;       // [(replica * years + year) * lines + line]; NaN where there is no value
  std::vector<double> weights;      // [replica] by what is known of the base year; empty: equal
};

/// The annual values and weights that a run of the same scenarios, seed and number of replicas writes, to the bit. Scenarios share their
/// past as in a run. Of `options`, replicas, seed, threads, stop and progress count. Empty if it was stopped.
std::vector<Evaluation> evaluate(const std::vector<const Scenario*>& scenarios, const RunOptions& options);

}  // namespace waste
