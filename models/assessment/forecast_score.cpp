#include "models/assessment/forecast_score.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/random/exact_math.h"
#include "models/assessment/statistics.h"

namespace waste {
namespace {

constexpr double inverse_root_pi = 0.56418958354775628695;  // 1 / sqrt(pi)

double normal_density(double x) { return inverse_root_pi * std::sqrt(0.5) * sim::exact::exp(-0.5 * x * x); }

double normal_probability(double x) {
  const double half = 0.5 * sim::exact::incomplete_gamma(0.5, 0.5 * x * x);
  return x < 0 ? 0.5 - half : 0.5 + half;
}

/// Mean absolute value of a normal variate.
double mean_absolute(double mean, double sd) {
  if (sd == 0) return std::abs(mean);
  const double x = mean / sd;
  return 2 * sd * normal_density(x) + mean * (2 * normal_probability(x) - 1);
}

/// Probability that a value plus the error of the observation lies below `observed`; half at a tie.
double below(double value, double observed, double sigma) {
  if (sigma > 0) return normal_probability((observed - value) / sigma);
  return value < observed ? 1 : value == observed ? 0.5 : 0;
}

/// The weights, which sum to 1.
std::vector<double> shares(const Ensemble& forecast) {
  if (forecast.weights.empty()) return std::vector<double>(forecast.values.size(), 1.0 / static_cast<double>(forecast.values.size()));
  std::vector<double> result(forecast.weights.begin(), forecast.weights.end());
  const double sum = std::accumulate(result.begin(), result.end(), 0.0);
  for (double& weight : result) weight /= sum;
  return result;
}

double crps(const Ensemble& forecast, const std::vector<double>& weights, double observed, double sigma) {
  double error = 0, spread = 0;
  const double pair_sd = sigma * std::sqrt(2.0);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    error += weights[i] * mean_absolute(observed - forecast.values[i], sigma);
    spread += 0.5 * weights[i] * weights[i] * mean_absolute(0, pair_sd);
    for (std::size_t j = 0; j < i; ++j) spread += weights[i] * weights[j] * mean_absolute(forecast.values[i] - forecast.values[j], pair_sd);
  }
  return error - spread;
}

}  // namespace

ForecastScore score_forecast(const Ensemble& forecast, double observed, double sigma) {
  const std::vector<double> weights = shares(forecast);
  const Summary summary = summarise(forecast.values, Bounds::none, forecast.weights);
  ForecastScore score{summary.mean, summary.sd, summary.q05, summary.q25, summary.q75, summary.q95};
  for (std::size_t i = 0; i < weights.size(); ++i) score.pit += weights[i] * below(forecast.values[i], observed, sigma);
  const double sd = std::sqrt((std::isnan(score.sd) ? 0 : score.sd * score.sd) + sigma * sigma);
  score.z = sd > 0 ? (observed - score.mean) / sd : std::numeric_limits<double>::quiet_NaN();
  score.crps = crps(forecast, weights, observed, sigma);
  const auto within = [&](double share) { return std::abs(score.pit - 0.5) <= share / 2 + 1e-12; };
  score.inside_50 = within(0.5);
  score.inside_90 = within(0.9);
  return score;
}

double skill(double score, double yardstick) { return yardstick > 0 ? 1 - score / yardstick : std::numeric_limits<double>::quiet_NaN(); }

}  // namespace waste
