// Statistics across replications: moments, a confidence interval for the mean, quantiles, a paired t-test. All in a fixed order
// and without libm, so that every machine gives the same numbers.
//
// The 95 % interval of an unbounded mean is Student's, after N. J. Johnson's modified t (J. Am. Stat. Assoc. 73, 1978, 536-544),
// completed to
// P. Hall's monotone cubic so that it can always be inverted (J. R. Stat. Soc. B 54, 1992, 221-228): with skewness g,
//   t' = t + g t^2 / (3 sqrt n) + g^2 t^3 / (27 n) + g / (6 sqrt n)
// is compared with Student's t of n - 1 degrees of freedom.
//
// Of a percentage it is E. B. Wilson's score interval (J. Am. Stat. Assoc. 22, 1927, 209-212), which never leaves 0 ... 100: with
// the share m = mean / 100 and its standard deviation s, the sample tells as much as N = n m (1 - m) / s^2 yes-or-no trials; again
// with Student's t. Coverage for beta-distributed and capped values is 0.92 ... 0.95 for n = 5 ... 100 (statistics_test.cpp).
//
// Weighted samples: N = 1 / (sum of squared weights) takes the place of the number of values in all of these (L. Kish, Survey
// Sampling, 1965), the variance is unbiased for weights that say how much a value counts, and quantiles are those of A. Akinshin
// (Weighted quantile estimators, 2023, type 7). With equal weights all agree with the unweighted ones, to rounding.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <vector>

namespace waste {

/// What values a quantity can have.
enum class Bounds : std::uint8_t { none, percentage };  // percentage: 0 ... 100

/// Replications below which intervals are somewhat too narrow for skewed values, so that people are told.
inline constexpr std::size_t few_replications = 30;

/// Of the defined values (not NaN) of a sample; undefined for too few values: NaN.
struct Summary {
  std::size_t count = 0;                           // defined values
  double mean = 0, sd = 0;                         // sd with n - 1
  double low = 0, high = 0;                        // 95 % interval of the mean; NaN for one value
  double q05 = 0, q25 = 0, q50 = 0, q75 = 0, q95 = 0;
};

/// A value outside its bounds shows that there are none. `weights`: of the values; empty: equal.
Summary summarise(std::span<const double> sample, Bounds bounds = Bounds::none, std::span<const double> weights = {});

/// The same for many samples in sequence. Samples of one run have equal size, and the Student's t quantile for it, which takes
/// 0.1 ms, is computed only once.
class Summariser {
 public:
  Summary operator()(std::span<const double> sample, Bounds bounds = Bounds::none, std::span<const double> weights = {});

 private:
  double student(double n);

  std::map<double, double> interval_t_;  // by number of values
};

struct Interval {
  double low = 0, high = 0;
};
/// The 95 % interval of a probability of which `share` was seen in `trials`, which may be an effective number: Wilson's score
/// interval [1]; NaN without trials.
Interval probability_interval(double share, double trials);

/// The share of the weight of those that are true; of their number if `weights` is empty. NaN of none.
double share_of(const std::vector<bool>& which, std::span<const double> weights = {});

/// Of sorted values, linear between order statistics (Hyndman and Fan's type 7, the default of NumPy); NaN if empty.
double quantile(std::span<const double> sorted, double p);

/// The same of weighted values; `weights` in the order of the values.
double quantile(std::span<const double> sorted, std::span<const double> weights, double p);

/// Probability that Student's t of `df` degrees of freedom is outside [-t, t].
double student_outside(double t, double df);

/// t such that student_outside(t, df) = p, 0 < p < 1.
double student_quantile(double p, double df);

/// The p-quantile of chi-square with `freedom` degrees of freedom, 0 < p < 1; NaN if freedom is 0.
double chi_square_quantile(double p, int freedom);

/// Paired t-test for a difference of means. Pairs with a NaN are omitted.
struct PairedTest {
  std::size_t pairs = 0;
  double mean_a = 0, mean_b = 0;  // of the pairs
  double p = 1;                   // two-sided; 0 when all differences are equal and not 0
  double error = 0;               // standard error of the mean difference
};
PairedTest paired_test(std::span<const double> a, std::span<const double> b);
/// The smallest mean difference to which this test, with this spread and number of pairs, gives a p below `level`.
double smallest_visible(const PairedTest& test, double level);

}  // namespace waste
