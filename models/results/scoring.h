// The forecasts of a results file held against observations: for each row the score, and what simple yardsticks would have said.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "models/assessment/forecast_score.h"
#include "models/results/observations.h"
#include "models/scenario/label.h"

namespace waste {

/// Forecasts without a model, from the observations of the same quantity in earlier years; `target` expects a straight line from
/// the plan's value of the base year to its target in the target year.
enum class Yardstick : std::uint8_t { persistence, linear, grey, target, count_ };
inline constexpr std::size_t yardsticks = static_cast<std::size_t>(Yardstick::count_);

struct YardstickInfo {
  const char* name;
  Label label;
};
const YardstickInfo& info(Yardstick yardstick);

struct YardstickForecast {
  double value = 0;  // NaN: not to be had
  double crps = 0;   // of that single value, with the observation's error
  double skill = 0;  // of the simulation against it
};

struct ScoredRow {
  const Observation* observation = nullptr;
  std::string unit;             // of all values below
  double observed = 0, sigma = 0;
  std::size_t replicas = 0;     // with a value; 0: not simulated, and not scored
  ForecastScore score;
  std::array<YardstickForecast, yardsticks> against{};
};

/// Of all scored rows of one kind, those that the model used or those that it did not.
struct ScoreSummary {
  std::size_t rows = 0, inside_50 = 0, inside_90 = 0;
  std::array<std::size_t, 10> pit{};          // histogram: rows with a pit in each tenth
  /// Skill of the sums of scores, each relative to the size of the observed value; NaN: no row has this yardstick.
  std::array<double, yardsticks> skill{};
  std::array<std::size_t, yardsticks> compared{};  // rows that have it
};

struct ScenarioScore {
  std::string scenario;
  Label title;
  std::vector<ScoredRow> rows;  // as in the file
  ScoreSummary unused, used;
};

/// Scores every scenario of a results file. `observations` must outlive the result. Throws sim::InputError for a path, year or unit
/// that no results file could have, sim::Error(results) for a damaged file.
std::vector<ScenarioScore> score_results(const std::string& path, const Observations& observations);

}  // namespace waste
