// The results file: one run in one HDF5 file that xarray opens. Its layout is described in docs/reference/results_format.md.
//
// Writing takes the finished replicas twice, those of a few at a time side by side: for the rows, and for numbers and indicators.
// So memory holds a few of them, whatever their number, and of all of them the indicators. Reading never lets
// a damaged file pass: it throws sim::Error(results).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "models/scenario/label.h"
#include "models/world/replica_result.h"

namespace waste {

struct World;

inline constexpr const char* results_format = "wufei-results";
inline constexpr int results_major = 1, results_minor = 1;

/// Where finished replicas come from: the one at `position` of a scenario. Asked on any thread, more than once.
using ResultSource = std::function<ReplicaResult(std::uint32_t scenario, std::size_t position)>;

struct ResultsHead {
  std::uint64_t seed = 0;
  int replicas = 0;
  bool complete = true;
  unsigned threads = 1;  // that work on it
};

/// Computes indicators and writes everything to `path` at once (temporary name, fsync, rename). `heads`, where given, tells a replica
/// without the numbers of its books, which is all that is asked of it first.
void write_results(const std::string& path, const std::vector<const World*>& worlds, const ResultsHead& head,
                   const ResultSource& source, const ResultSource& heads = {});

/// One indicator line of one scenario, as read back.
struct IndicatorResult {
  int number = 0;
  std::string definition;
  Label name;
  std::string unit, own_unit;
  std::string baseline_text, target_text, rule, formula, responsible;
  double baseline = 0, target = 0;       // NaN when the plan gives none
  bool mandatory = false, simulated = false, scored = false;
  double probability_met = 0;            // in the last year; NaN when not simulated or nothing to meet
  std::vector<double> mean, low, high, q05, q25, q50, q75, q95;  // [year]
  std::vector<double> annual;            // [replica * years + year]
  std::vector<double> monthly;           // [replica * months + month]
};

/// One row of the hindcast, as read back.
struct HindcastResult {
  std::string id;
  Label name;
  std::string unit, printed, reason, verdict;
  double stated = 0, tolerance = 0, mean = 0, sd = 0;  // mean NaN: not simulated
};

/// One policy of one scenario, as read back.
struct PolicyResult {
  std::string id, task, project, owner, deadline;
  Label label;
  std::vector<int> indicators;           // it is to move
  std::int64_t investment = 0, spent = 0;  // in full; in this scenario [fen]
};

/// One source of greenhouse gases of one scenario [t CO2e].
struct ClimateResult {
  std::string name, role;                // "emitted", "avoided", "sum", "memo"
  Label label;
  std::vector<double> mean, q05, q95;    // [year]
};

/// Indicators judged together; NaN: none of them is judged.
struct ScoreResult {
  std::string id;                        // "all", or a chapter of the list
  Label label;
  double mandatory_met = 0, all_met = 0; // share of replicas
  int mandatory_judged = 0, mandatory_open = 0, all_judged = 0, all_open = 0;
};

struct ScenarioResult {
  std::string name;
  Label title;
  std::string resolved;                  // text of the merged scenario
  int first_year = 0, years = 0, first_month = 0, months = 0, replicas = 0;
  std::int64_t mass_closure_g = 0;
  std::size_t uncertain = 0;             // parameters drawn for each replica
  std::vector<IndicatorResult> indicators;
  std::vector<HindcastResult> hindcast;  // empty in files before format 1.1
  std::vector<PolicyResult> policies;    // sorted by id
  std::vector<ScoreResult> scores;
  std::vector<ClimateResult> climate;    // empty: the scenario gave no factors
};

struct ResultsContent {
  std::string version, scenario_sha256, data_sha256;
  std::uint64_t seed = 0;
  int replicas = 0;
  bool complete = false;
  std::vector<ScenarioResult> scenarios;
};

/// Reads heads and indicators (not the flows).
ResultsContent read_results(const std::string& path);

}  // namespace waste
