// Indicators and money of scenarios without a results file: simulated in memory, nothing is written or kept.
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
  bool scored = false;     // this definition counts in the joint assessment
  bool mandatory = false;  // marked with a star in the plan
};

/// A task that acting policies of a variant carry out.
struct EvaluatedTask {
  std::string id;          // "t15"
  Label name;
  std::string owner;       // lead unit
  bool active = true;
  std::int64_t shift = 0;  // [s]
  double strength = 1;     // [1]
  std::int64_t spent = 0;  // investment by the end of the run [fen]
};

/// What is known of the base year, and how much it weighs.
struct KnownFigure {
  std::string id, own_unit;
  Label name;
  double stated = 0;     // [own_unit]
  double tolerance = 0;  // share of `stated` [1]
  double sd = 0;         // of model and printed figure together, share of `stated`; 0: does not weigh
};

/// What one scenario comes to.
struct Evaluation {
  std::vector<EvaluatedLine> lines;
  std::vector<std::int32_t> years;  // calendar years
  std::vector<double> annual;       // [(replica * years + year) * lines + line]; NaN where there is no value
  std::vector<KnownFigure> figures; // rows of the hindcast
  std::vector<double> known;        // [replica * figures + figure] simulated in the base year, [own_unit]; NaN where it is not
  bool weighs = false;              // replicas are weighted by the figures
  std::vector<double> weights;      // [replica] by what is known of the base year; empty: equal, or a part
  std::int32_t target_year = 0;     // that is held against the targets; 0: not simulated in full
  std::vector<double> margins;      // [replica * lines + line] beyond the target in that year [own unit]; NaN: no value, or not judged
  std::vector<std::uint8_t> met;    // [replica * lines + line] 1: the target is met
  std::vector<std::int64_t> operating;  // [replica * years + year] what the account comes to [fen]; 0 without tariffs
  std::vector<EvaluatedTask> tasks;
};

/// The annual values and weights that a run of the same scenarios, seed and number of replicas writes, to the bit. Scenarios share their
/// past as in a run. Of `options`, replicas, part, seed, threads, stop and progress count; a part has its own replicas only, and no
/// weights. Empty if it was stopped.
std::vector<Evaluation> evaluate(const std::vector<const Scenario*>& scenarios, const RunOptions& options);

/// Weights of all replicas of a scenario whose evaluation `weighs`, for parts that were put together: `known` as in Evaluation.
std::vector<double> weights_of(const std::vector<KnownFigure>& figures, const std::vector<double>& known);

}  // namespace waste
