// What a results file says: heads, indicators, policies and scores. Damaged files are never accepted: reading them throws
// sim::Error(results). The layout is described in docs/reference/results_format.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/scenario/label.h"

namespace waste {

/// One indicator line of one scenario, as read back.
struct IndicatorResult {
  int number = 0;
  std::string definition;
  Label name;
  std::string unit, own_unit;
  std::string baseline_text, target_text, rule, formula, formula_zh, responsible;
  double baseline = 0, target = 0;       // NaN if the plan gives none
  std::string decided;                   // what decides the value: "mechanism", "data", "judgement"; empty: not said
  Label why;                             // in one line, what that is
  bool mandatory = false, simulated = false, scored = false;
  double probability_met = 0;            // in the target year; NaN if it is not judged
  std::vector<double> mean, low, high, q05, q25, q50, q75, q95;  // [year]
  std::vector<double> annual;            // [replica * years + year]
  std::vector<double> monthly;           // [replica * months + month]
};

/// One policy of one scenario, as read back.
struct PolicyResult {
  std::string id, task, project, owner, deadline;
  Label label;
  std::vector<int> indicators;           // that it is meant to improve
  std::int64_t investment = 0, spent = 0;  // in full; in this scenario [fen]
  std::string starts;                    // before any delay; "never"
  double acted = 0;                      // share of replicas in which it changed anything; NaN: not meant to, or not known (format 1.1)

  bool due = false;                      // starts within the run

  /// Whether it was to start and yet changed nothing in any replica.
  bool idle() const { return acted == 0 && due; }
};

/// Joint assessment of indicators; NaN: none of them is judged.
struct ScoreResult {
  std::string id;                        // "all", or a chapter of the list
  Label label;
  double mandatory_met = 0, all_met = 0; // share of replications
  int mandatory_judged = 0, mandatory_open = 0, all_judged = 0, all_open = 0;
};

struct ScenarioResult {
  std::string name;
  Label title;
  std::string resolved;                  // text of the merged scenario
  int first_year = 0, years = 0, first_month = 0, months = 0, replicas = 0;
  int target_year = 0;                   // the year that is held against the targets, simulated or not
  /// The target year as an index; nothing if it is not simulated in full.
  std::optional<int> judged_year() const;
  std::int64_t mass_closure_g = 0;
  std::size_t uncertain = 0;             // parameters sampled for each replica
  bool weighted = false;                 // replicas, by what is known of the base year
  std::vector<double> weights;           // [replica] where they are weighted; they sum to 1
  double effective = 0;                  // number of replicas, where they are weighted; otherwise `replicas`
  std::vector<IndicatorResult> indicators;
  std::vector<PolicyResult> policies;    // sorted by id
  std::vector<ScoreResult> scores;
};

struct ResultsContent {
  std::string version, scenario_sha256, data_sha256;
  std::uint64_t seed = 0;
  int replicas = 0;
  bool complete = false;
  std::vector<ScenarioResult> scenarios;
};

/// Reads heads, indicators, scores and policies; for other tables use read_table().
ResultsContent read_results(const std::string& path);

}  // namespace waste
