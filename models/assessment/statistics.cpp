#include "models/assessment/statistics.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/random/exact_math.h"
#include "engine/random/inverse.h"

namespace waste {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

struct Moments {
  double mean = nan, sd = nan, skewness = 0;
};

Moments moments(std::span<const double> sample) {
  const auto n = static_cast<double>(sample.size());
  Moments m;
  if (sample.empty()) return m;
  double sum = 0, squares = 0, cubes = 0;
  for (const double x : sample) sum += x;
  m.mean = sum / n;
  // Equal values have zero spread, even if their mean is rounded.
  const auto [least, most] = std::minmax_element(sample.begin(), sample.end());
  if (*least == *most) m.mean = *least;
  if (n < 2) return m;
  for (const double x : sample) {
    const double d = x - m.mean;
    squares += d * d;
    cubes += d * d * d;
  }
  m.sd = std::sqrt(squares / (n - 1));
  if (n > 2 && m.sd > 0) m.skewness = cubes / (m.sd * m.sd * m.sd) * n / ((n - 1) * (n - 2));
  return m;
}

double cube_root(double x) { return x < 0 ? -cube_root(-x) : x > 0 ? sim::exact::pow(x, 1.0 / 3) : 0; }

/// Student's t that Hall's cubic maps to `modified`.
double invert(double modified, double skewness, double n) {
  const double slope = skewness / (3 * std::sqrt(n));
  const double shifted = modified - slope / 2;
  if (std::abs(slope) < 1e-9) return shifted;
  return (cube_root(1 + 3 * slope * shifted) - 1) / slope;
}

/// Hall's interval of the mean; `t` is the quantile of Student's t. For values that are not all equal.
Interval skewed_interval(const Moments& m, double t, double n) {
  const double error = m.sd / std::sqrt(n);
  return {m.mean - error * invert(t, m.skewness, n), m.mean - error * invert(-t, m.skewness, n)};
}

/// Wilson's interval of a share, from 1 / trials; `t` is the quantile.
Interval score_interval(double share, double per_trial, double t) {
  const double scale = 1 + t * t * per_trial;
  const double middle = (share + t * t * per_trial / 2) / scale;
  const double half = t / scale * std::sqrt(share * (1 - share) * per_trial + t * t * per_trial * per_trial / 4);
  return {std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

Interval percentage_interval(const Moments& m, double t, double n) {
  const double share = m.mean / 100, error = m.sd / 100 / std::sqrt(n);
  const Interval interval = score_interval(share, error * error / (share * (1 - share)), t);
  return {100 * interval.low, 100 * interval.high};
}

/// Equal values at a bound are like n trials of the same outcome; equal values elsewhere show no chance at all.
Interval interval_of_equals(const Moments& m, bool percentage, std::size_t n) {
  if (!percentage || (m.mean > 0 && m.mean < 100)) return {m.mean, m.mean};
  const Interval interval = probability_interval(m.mean / 100, n);
  return {100 * interval.low, 100 * interval.high};
}

/// The 95 % interval of the mean; `student` gives the quantile for a number of values.
template <class Student>
Interval interval(std::span<const double> sorted, const Moments& m, Bounds bounds, Student student) {
  const std::size_t n = sorted.size();
  if (n < 2) return {nan, nan};
  const bool percentage = bounds == Bounds::percentage && sorted.front() >= 0 && sorted.back() <= 100;
  if (m.sd == 0) return interval_of_equals(m, percentage, n);
  return (percentage ? percentage_interval : skewed_interval)(m, student(n), static_cast<double>(n));
}

}  // namespace

Interval probability_interval(double share, std::size_t trials) {
  constexpr double z = 1.959963984540054;  // the 0.975 quantile of the normal distribution
  if (trials == 0 || std::isnan(share)) return {nan, nan};
  return score_interval(share, 1 / static_cast<double>(trials), z);
}

double quantile(std::span<const double> sorted, double p) {
  if (sorted.empty()) return nan;
  const double at = static_cast<double>(sorted.size() - 1) * p;
  const auto below = static_cast<std::size_t>(at);
  const auto above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (at - static_cast<double>(below));
}

double Summariser::student(std::size_t n) {
  const auto [known, fresh] = interval_t_.try_emplace(n, nan);
  if (fresh) known->second = student_quantile(0.05, static_cast<double>(n - 1));
  return known->second;
}

Summary Summariser::operator()(std::span<const double> sample, Bounds bounds) {
  std::vector<double> defined;
  std::copy_if(sample.begin(), sample.end(), std::back_inserter(defined), [](double x) { return !std::isnan(x); });
  Summary summary;
  summary.count = defined.size();
  const Moments m = moments(defined);
  summary.mean = m.mean;
  summary.sd = m.sd;
  std::sort(defined.begin(), defined.end());
  const Interval mean = interval(defined, m, bounds, [this](std::size_t n) { return student(n); });
  summary.low = mean.low;
  summary.high = mean.high;
  summary.q05 = quantile(defined, 0.05);
  summary.q25 = quantile(defined, 0.25);
  summary.q50 = quantile(defined, 0.5);
  summary.q75 = quantile(defined, 0.75);
  summary.q95 = quantile(defined, 0.95);
  return summary;
}

Summary summarise(std::span<const double> sample, Bounds bounds) { return Summariser{}(sample, bounds); }

double student_outside(double t, double df) { return sim::exact::incomplete_beta(df / 2, 0.5, df / (df + t * t)); }

double student_quantile(double p, double df) {
  double low = 0, high = 1;
  while (student_outside(high, df) > p) high *= 2;
  while (true) {
    const double middle = (low + high) / 2;
    if (middle <= low || middle >= high) return high;
    (student_outside(middle, df) > p ? low : high) = middle;
  }
}

double chi_square_quantile(double p, int freedom) {
  if (freedom < 1) return nan;
  return 2 * sim::GammaInverse(freedom / 2.0)(p);  // chi-square is a gamma variable of shape freedom / 2 and scale 2
}

PairedTest paired_test(std::span<const double> a, std::span<const double> b) {
  PairedTest test;
  std::vector<double> differences;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (std::isnan(a[i]) || std::isnan(b[i])) continue;
    test.mean_a += a[i];
    test.mean_b += b[i];
    differences.push_back(b[i] - a[i]);
  }
  test.pairs = differences.size();
  const auto n = static_cast<double>(test.pairs);
  test.mean_a /= n;
  test.mean_b /= n;
  const Moments m = moments(differences);
  if (test.pairs < 2) return test;
  test.error = m.sd / std::sqrt(n);
  if (m.sd == 0) test.p = m.mean == 0 ? 1 : 0;
  else test.p = student_outside(std::abs(m.mean) / test.error, n - 1);
  return test;
}

double smallest_visible(const PairedTest& test, double level) {
  if (test.pairs < 2) return std::numeric_limits<double>::infinity();
  return test.error == 0 ? 0 : test.error * student_quantile(level, static_cast<double>(test.pairs - 1));
}

}  // namespace waste
