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

/// `n`: the effective number of values; weights are normalised.
Moments weighted_moments(std::span<const double> sample, std::span<const double> weights, double n) {
  Moments m;
  if (sample.empty()) return m;
  m.mean = 0;
  for (std::size_t i = 0; i < sample.size(); ++i) m.mean += weights[i] * sample[i];
  const auto [least, most] = std::minmax_element(sample.begin(), sample.end());
  if (*least == *most) m.mean = *least;
  if (n <= 1) return m;
  double squares = 0, cubes = 0;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    const double d = sample[i] - m.mean;
    squares += weights[i] * d * d;
    cubes += weights[i] * d * d * d;
  }
  m.sd = std::sqrt(squares * n / (n - 1));
  if (n > 2 && m.sd > 0) m.skewness = cubes / (m.sd * m.sd * m.sd) * n * n / ((n - 1) * (n - 2));
  return m;
}

/// The defined values of a weighted sample in order, with weights that sum to 1.
struct Weighted {
  std::vector<double> values, weights;
  double effective = 0;
};

Weighted defined_of(std::span<const double> sample, std::span<const double> weights) {
  std::vector<std::pair<double, double>> pairs;
  double sum = 0;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    if (std::isnan(sample[i])) continue;
    pairs.emplace_back(sample[i], weights[i]);
    sum += weights[i];
  }
  std::sort(pairs.begin(), pairs.end());
  Weighted result;
  double squares = 0;
  for (const auto& [value, weight] : pairs) {
    result.values.push_back(value);
    result.weights.push_back(sum > 0 ? weight / sum : 1 / static_cast<double>(pairs.size()));
    squares += result.weights.back() * result.weights.back();
  }
  if (squares > 0) result.effective = 1 / squares;
  return result;
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
Interval interval_of_equals(const Moments& m, bool percentage, double n) {
  if (!percentage || (m.mean > 0 && m.mean < 100)) return {m.mean, m.mean};
  const Interval interval = probability_interval(m.mean / 100, n);
  return {100 * interval.low, 100 * interval.high};
}

/// The 95 % interval of the mean of `n` values, which may be an effective number; `student` gives the quantile for a number of values.
template <class Student>
Interval interval(std::span<const double> sorted, double n, const Moments& m, Bounds bounds, Student student) {
  if (n < 2) return {nan, nan};
  const bool percentage = bounds == Bounds::percentage && sorted.front() >= 0 && sorted.back() <= 100;
  if (m.sd == 0) return interval_of_equals(m, percentage, n);
  return (percentage ? percentage_interval : skewed_interval)(m, student(n), n);
}

}  // namespace

Interval probability_interval(double share, double trials) {
  constexpr double z = 1.959963984540054;  // the 0.975 quantile of the normal distribution
  if (!(trials > 0) || std::isnan(share)) return {nan, nan};
  return score_interval(share, 1 / trials, z);
}

double share_of(const std::vector<bool>& which, std::span<const double> weights) {
  if (which.empty()) return nan;
  if (weights.empty()) return static_cast<double>(std::count(which.begin(), which.end(), true)) / static_cast<double>(which.size());
  double share = 0, all = 0;
  for (std::size_t i = 0; i < which.size(); ++i) {
    all += weights[i];
    if (which[i]) share += weights[i];
  }
  return share / all;
}

double quantile(std::span<const double> sorted, double p) {
  if (sorted.empty()) return nan;
  const double at = static_cast<double>(sorted.size() - 1) * p;
  const auto below = static_cast<std::size_t>(at);
  const auto above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (at - static_cast<double>(below));
}

// The part of the distribution that a value stands for, [before, before + weight], is averaged over a window of width 1 / n around
// the quantile; with equal weights that is linear interpolation.
double quantile(std::span<const double> sorted, std::span<const double> weights, double p) {
  if (sorted.empty()) return nan;
  double sum = 0, squares = 0;
  for (const double weight : weights) {
    sum += weight;
    squares += weight * weight;
  }
  const double n = sum * sum / squares;
  const double begin = (n - 1) * p / n, width = 1 / n;
  const auto within = [&](double at) { return std::clamp((at - begin) / width, 0.0, 1.0); };
  double before = 0, result = 0;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const double after = i + 1 == sorted.size() ? 1 : before + weights[i] / sum;
    result += sorted[i] * (within(after) - within(before));
    before = after;
  }
  return std::clamp(result, sorted.front(), sorted.back());
}

double Summariser::student(double n) {
  const auto [known, fresh] = interval_t_.try_emplace(n, nan);
  if (fresh) known->second = student_quantile(0.05, n - 1);
  return known->second;
}

Summary Summariser::operator()(std::span<const double> sample, Bounds bounds, std::span<const double> weights) {
  Weighted defined;
  Moments m;
  if (weights.empty()) {
    std::copy_if(sample.begin(), sample.end(), std::back_inserter(defined.values), [](double x) { return !std::isnan(x); });
    defined.effective = static_cast<double>(defined.values.size());
    m = moments(defined.values);
    std::sort(defined.values.begin(), defined.values.end());
  } else {
    defined = defined_of(sample, weights);
    m = weighted_moments(defined.values, defined.weights, defined.effective);
  }
  const auto at = [&](double p) { return weights.empty() ? quantile(defined.values, p) : quantile(defined.values, defined.weights, p); };
  const Interval mean = interval(defined.values, defined.effective, m, bounds, [this](double n) { return student(n); });
  return {defined.values.size(), m.mean, m.sd, mean.low, mean.high, at(0.05), at(0.25), at(0.5), at(0.75), at(0.95)};
}

Summary summarise(std::span<const double> sample, Bounds bounds, std::span<const double> weights) {
  return Summariser{}(sample, bounds, weights);
}

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
