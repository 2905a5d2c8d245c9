#include "models/assessment/yardsticks.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "engine/random/exact_math.h"

namespace waste {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

struct Line {
  double slope = 0, intercept = 0;
};

/// Of least squares; the x must not all be equal.
Line fitted(std::span<const double> x, std::span<const double> y) {
  const auto n = static_cast<double>(x.size());
  double mean_x = 0, mean_y = 0, xx = 0, xy = 0;
  for (std::size_t i = 0; i < x.size(); ++i) mean_x += x[i] / n, mean_y += y[i] / n;
  for (std::size_t i = 0; i < x.size(); ++i) xx += (x[i] - mean_x) * (x[i] - mean_x), xy += (x[i] - mean_x) * (y[i] - mean_y);
  return {xy / xx, mean_y - xy / xx * mean_x};
}

}  // namespace

double persistence(std::span<const YearValue> past, int) { return past.empty() ? unknown : past.back().value; }

double linear_trend(std::span<const YearValue> past, int year) {
  if (past.size() < 3) return unknown;
  std::vector<double> years, values;
  for (const YearValue& known : past) years.push_back(known.year - past.front().year), values.push_back(known.value);
  const Line line = fitted(years, values);
  return line.intercept + line.slope * (year - past.front().year);
}

double grey_forecast(std::span<const YearValue> past, int year) {
  std::vector<double> series;
  for (const YearValue& known : past) {
    if (known.year != past.front().year + static_cast<int>(series.size())) return unknown;
    series.push_back(known.value);
  }
  return past.empty() ? unknown : grey_model(series).value(year - past.front().year);
}

double GreyModel::value(int steps) const {
  if (a == 0) return b;
  return (1 - sim::exact::exp(a)) * (first - b / a) * sim::exact::exp(-a * steps);
}

GreyModel grey_model(std::span<const double> series) {
  if (series.size() < 4 || std::any_of(series.begin(), series.end(), [](double value) { return !(value > 0); }))
    return {unknown, unknown, unknown};
  std::vector<double> means, values;
  double sum = series.front();
  for (const double value : series.subspan(1)) means.push_back(sum + value / 2), values.push_back(value), sum += value;
  const Line line = fitted(means, values);
  return {-line.slope, line.intercept, series.front()};
}

}  // namespace waste
