#include "models/assessment/weights.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/random/exact_math.h"

namespace waste {
namespace {

/// Sum of squared differences in units of the sd; `any`: whether there is one.
double misfit(std::span<const HindcastFacts> rows, std::span<const double> values, bool& any) {
  double sum = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].sd <= 0 || std::isnan(values[i])) continue;
    const double z = (values[i] - rows[i].stated) / (rows[i].sd * std::abs(rows[i].stated));
    sum += z * z;
    any = true;
  }
  return sum;
}

}  // namespace

bool weighs(std::span<const HindcastFacts> rows) {
  return std::any_of(rows.begin(), rows.end(), [](const HindcastFacts& row) { return row.sd > 0 && row.stated != 0; });
}

std::vector<double> weights_of(std::span<const HindcastFacts> rows, std::span<const double> values) {
  if (!weighs(rows)) return {};
  std::vector<double> weights;
  double least = std::numeric_limits<double>::infinity();
  bool any = false;
  for (std::size_t begin = 0; begin < values.size(); begin += rows.size()) {
    weights.push_back(misfit(rows, values.subspan(begin, rows.size()), any));
    least = std::min(least, weights.back());
  }
  if (!any) return {};
  double sum = 0;
  for (double& weight : weights) sum += weight = sim::exact::exp((least - weight) / 2);
  for (double& weight : weights) weight /= sum;
  return weights;
}

double effective_number(std::span<const double> weights) {
  double sum = 0, squares = 0;
  for (const double weight : weights) {
    sum += weight;
    squares += weight * weight;
  }
  return squares > 0 ? sum * sum / squares : 0;
}

Trust trust(double effective, std::size_t replicas) {
  if (effective < 2) return Trust::none;
  return effective < 10 || effective < 0.1 * static_cast<double>(replicas) ? Trust::small : Trust::good;
}

}  // namespace waste
