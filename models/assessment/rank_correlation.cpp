#include "models/assessment/rank_correlation.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/assessment/statistics.h"

namespace waste {
namespace {

using Vector = std::vector<double>;

double product(std::span<const double> a, std::span<const double> b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

/// Takes what is along `unit` out of a vector.
void take_out(const Vector& unit, Vector& from) {
  const double along = product(unit, from);
  for (std::size_t i = 0; i < from.size(); ++i) from[i] -= along * unit[i];
}

/// The same vector with length 1; all 0 if hardly anything is left of it.
Vector of_length_one(Vector vector, double least) {
  const double length = std::sqrt(product(vector, vector));
  for (double& value : vector) value = length > least ? value / length : 0;
  return vector;
}

}  // namespace

std::vector<double> unit_ranks(std::span<const double> values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return values[a] < values[b]; });
  Vector ranks(values.size());
  const double middle = (static_cast<double>(values.size()) - 1) / 2;
  for (std::size_t first = 0; first < order.size();) {
    std::size_t end = first;
    while (end < order.size() && values[order[end]] == values[order[first]]) ++end;
    for (std::size_t i = first; i < end; ++i) ranks[order[i]] = static_cast<double>(first + end - 1) / 2 - middle;
    first = end;
  }
  return of_length_one(std::move(ranks), 0);
}

std::vector<RankStep> rank_steps(const std::vector<std::vector<double>>& quantities, std::span<const double> result, std::size_t most,
                                 double level) {
  constexpr double least = 0.03;  // of a quantity must be left for it to be one of its own
  std::vector<Vector> free = quantities;
  Vector rest = unit_ranks(result);
  std::vector<RankStep> steps;
  while (steps.size() < most) {
    RankStep best;
    for (std::size_t i = 0; i < free.size(); ++i) {
      const double correlation = free[i].empty() ? 0 : product(of_length_one(free[i], least), rest);
      if (std::abs(correlation) > std::abs(best.correlation)) best = {i, correlation};
    }
    const double number = static_cast<double>(result.size() - steps.size());
    if (std::abs(best.correlation) <= chance_correlation(number, quantities.size(), level)) break;
    steps.push_back(best);
    const Vector unit = of_length_one(free[best.which], least);
    take_out(unit, rest);
    rest = of_length_one(std::move(rest), 1e-9);
    for (Vector& vector : free)
      if (!vector.empty()) take_out(unit, vector);
  }
  return steps;
}

double chance_correlation(double number, std::size_t tries, double level) {
  if (number <= 3 || tries == 0) return 1;
  const double t = student_quantile(level / static_cast<double>(tries), number - 2);
  return t / std::sqrt(t * t + number - 2);
}

}  // namespace waste
