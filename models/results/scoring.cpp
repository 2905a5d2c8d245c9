#include "models/results/scoring.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/assessment/yardsticks.h"
#include "models/results/observed_values.h"

namespace waste {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// The observations of the same quantity in earlier years, in the unit of the results.
std::vector<YearValue> past_of(const Observation& observation, const std::vector<Observation>& all, const std::string& unit) {
  std::vector<YearValue> past;
  for (const Observation& other : all)
    if (other.path == observation.path && other.year < observation.year)
      past.push_back({other.year, in_unit(other.value, other.unit, unit)});
  std::sort(past.begin(), past.end(), [](const YearValue& a, const YearValue& b) { return a.year < b.year; });
  return past;
}

/// NaN in the base year, which is given.
double target_line(const SimulatedQuantity& quantity, int year) {
  const double years = quantity.target_year - quantity.base_year;
  return year > quantity.base_year && years > 0
             ? quantity.baseline + (quantity.target - quantity.baseline) * (year - quantity.base_year) / years
             : unknown;
}

double forecast_of(Yardstick yardstick, const SimulatedQuantity& quantity, const std::vector<YearValue>& past, int year) {
  switch (yardstick) {
    case Yardstick::persistence: return persistence(past, year);
    case Yardstick::linear: return linear_trend(past, year);
    case Yardstick::grey: return grey_forecast(past, year);
    case Yardstick::target: return target_line(quantity, year);
    case Yardstick::count_: break;
  }
  return unknown;
}

YardstickForecast compared(const ScoredRow& row, double value) {
  if (std::isnan(value)) return {unknown, unknown, unknown};
  const double crps = score_forecast({std::span(&value, 1), {}}, row.observed, row.sigma).crps;
  return {value, crps, skill(row.score.crps, crps)};
}

ScoredRow score_row(const Observation& observation, const SimulatedQuantity& quantity, const std::vector<Observation>& all) {
  ScoredRow row;
  row.observation = &observation;
  row.unit = quantity.unit;
  row.observed = in_unit(observation.value, observation.unit, quantity.unit);
  row.sigma = observation.uncertainty * factor_to(observation.unit, quantity.unit);
  row.replicas = quantity.values.size();
  if (row.replicas == 0) return row;
  row.score = score_forecast({quantity.values, quantity.weights}, row.observed, row.sigma);
  const auto past = past_of(observation, all, quantity.unit);
  for (std::size_t i = 0; i < yardsticks; ++i)
    row.against[i] = compared(row, forecast_of(static_cast<Yardstick>(i), quantity, past, observation.year));
  return row;
}

ScoreSummary summary_of(const std::vector<ScoredRow>& rows, bool used) {
  ScoreSummary summary;
  std::array<double, yardsticks> own{}, theirs{};  // sums of scores relative to the observed value
  for (const ScoredRow& row : rows) {
    if (row.replicas == 0 || row.observation->used != used) continue;
    ++summary.rows;
    summary.inside_50 += row.score.inside_50;
    summary.inside_90 += row.score.inside_90;
    ++summary.pit[std::min<std::size_t>(static_cast<std::size_t>(row.score.pit * 10), 9)];
    for (std::size_t i = 0; i < yardsticks; ++i) {
      if (std::isnan(row.against[i].value) || row.observed == 0) continue;
      own[i] += row.score.crps / std::abs(row.observed);
      theirs[i] += row.against[i].crps / std::abs(row.observed);
      ++summary.compared[i];
    }
  }
  for (std::size_t i = 0; i < yardsticks; ++i) summary.skill[i] = skill(own[i], theirs[i]);
  return summary;
}

}  // namespace

const YardstickInfo& info(Yardstick yardstick) {
  static const std::array<YardstickInfo, yardsticks> texts{{{"persistence", {"维持上年", "persistence"}},
                                                            {"linear", {"线性趋势", "linear trend"}},
                                                            {"grey", {"灰色模型GM(1,1)", "grey model GM(1,1)"}},
                                                            {"target", {"目标如期实现", "the target is met"}}}};
  return texts[static_cast<std::size_t>(yardstick)];
}

std::vector<ScenarioScore> score_results(const std::string& path, const Observations& observations) {
  std::vector<ScenarioScore> scores;
  for (const SimulatedScenario& scenario : simulated_scenarios(path, observations)) {
    ScenarioScore score;
    score.scenario = scenario.name;
    score.title = scenario.title;
    for (std::size_t i = 0; i < observations.rows.size(); ++i)
      score.rows.push_back(score_row(observations.rows[i], scenario.quantities[i], observations.rows));
    score.unused = summary_of(score.rows, false);
    score.used = summary_of(score.rows, true);
    scores.push_back(std::move(score));
  }
  return scores;
}

}  // namespace waste
