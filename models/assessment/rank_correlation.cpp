#include "models/assessment/rank_correlation.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "models/assessment/statistics.h"

namespace waste {

std::vector<double> weighted_ranks(std::span<const double> values, std::span<const double> weights) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return values[a] < values[b]; });
  std::vector<double> ranks(values.size());
  double below = 0;
  for (std::size_t first = 0; first < order.size();) {
    std::size_t end = first;
    double tied = 0;
    while (end < order.size() && values[order[end]] == values[order[first]]) tied += weights[order[end++]];
    for (std::size_t i = first; i < end; ++i) ranks[order[i]] = below + tied / 2;
    below += tied;
    first = end;
  }
  return ranks;
}

double weighted_correlation(std::span<const double> a, std::span<const double> b, std::span<const double> weights) {
  double mean_a = 0, mean_b = 0, aa = 0, bb = 0, ab = 0;
  for (std::size_t i = 0; i < a.size(); ++i) mean_a += weights[i] * a[i], mean_b += weights[i] * b[i];
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double x = a[i] - mean_a, y = b[i] - mean_b;
    aa += weights[i] * x * x, bb += weights[i] * y * y, ab += weights[i] * x * y;
  }
  constexpr double rounding = 1e-24;  // of values that are all equal
  if (!(aa > rounding) || !(bb > rounding)) return std::numeric_limits<double>::quiet_NaN();
  return std::clamp(ab / std::sqrt(aa * bb), -1.0, 1.0);
}

double rank_correlation(std::span<const double> a, std::span<const double> b, std::span<const double> weights) {
  return weighted_correlation(weighted_ranks(a, weights), weighted_ranks(b, weights), weights);
}

double chance_correlation(double number, std::size_t tries, double level) {
  if (number <= 3 || tries == 0) return 1;
  const double t = student_quantile(level / static_cast<double>(tries), number - 2);
  return t / std::sqrt(t * t + number - 2);
}

}  // namespace waste
