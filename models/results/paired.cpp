#include "models/results/paired.h"

#include <cmath>
#include <limits>

#include "models/assessment/statistics.h"

namespace waste {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

ShownDifference of_pairs(const std::vector<double>& a, const std::vector<double>& b, const std::vector<double>& weights) {
  std::vector<double> differences, of_pair;
  std::vector<bool> higher;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (std::isnan(a[i]) || std::isnan(b[i])) continue;
    differences.push_back(b[i] - a[i]);
    higher.push_back(b[i] > a[i]);
    if (!weights.empty()) of_pair.push_back(weights[i]);
  }
  const Summary summary = summarise(differences, Bounds::none, of_pair);
  return {summary.mean, summary.low, summary.high, share_of(higher, of_pair)};
}

/// B. L. Welch, Biometrika 34, 1947, 28-35, with effective numbers of replicas.
ShownDifference of_independent(const Summary& a, double n_a, const Summary& b, double n_b) {
  ShownDifference result{b.mean - a.mean, nan, nan, nan};
  const double of_a = a.sd * a.sd / n_a, of_b = b.sd * b.sd / n_b, sum = of_a + of_b;
  if (!(n_a > 1) || !(n_b > 1) || std::isnan(sum)) return result;
  if (sum == 0) return {result.mean, result.mean, result.mean, nan};
  const double freedom = sum * sum / (of_a * of_a / (n_a - 1) + of_b * of_b / (n_b - 1));
  const double half = student_quantile(0.05, freedom) * std::sqrt(sum);
  return {result.mean, result.mean - half, result.mean + half, nan};
}

}  // namespace

bool paired(const Side& a, const Side& b) {
  return a.file->seed == b.file->seed && a.scenario->replicas == b.scenario->replicas && a.scenario->weights == b.scenario->weights;
}

const IndicatorResult* same_line(const ScenarioResult& scenario, const IndicatorResult& line) {
  for (const IndicatorResult& other : scenario.indicators)
    if (other.number == line.number && other.definition == line.definition) return &other;
  return nullptr;
}

std::vector<double> values_in(const ScenarioResult& scenario, const IndicatorResult& line, int calendar_year) {
  const int year = calendar_year - scenario.first_year;
  std::vector<double> values;
  if (!line.simulated || year < 0 || year >= scenario.years) return values;
  for (int replica = 0; replica < scenario.replicas; ++replica)
    values.push_back(line.annual[static_cast<std::size_t>(replica * scenario.years + year)]);
  return values;
}

ShownDifference difference(const Side& a, const Side& b, const IndicatorResult& of_a, const IndicatorResult& of_b, int calendar_year) {
  const auto in_a = values_in(*a.scenario, of_a, calendar_year), in_b = values_in(*b.scenario, of_b, calendar_year);
  if (in_a.empty() || in_b.empty()) return {nan, nan, nan, nan};
  if (paired(a, b)) return of_pairs(in_a, in_b, a.scenario->weights);
  return of_independent(summarise(in_a, Bounds::none, a.scenario->weights), a.scenario->effective,
                        summarise(in_b, Bounds::none, b.scenario->weights), b.scenario->effective);
}

}  // namespace waste
