// Statistics across replications: moments, a skewness-adjusted confidence interval for the mean, quantiles, a paired t-test. All
// in a fixed order and without libm, so that every machine gives the same numbers.
//
// The 95 % interval is Student's, after N. J. Johnson's modified t (J. Am. Stat. Assoc. 73, 1978, 536-544), completed to
// P. Hall's monotone cubic so that it can always be inverted (J. R. Stat. Soc. B 54, 1992, 221-228): with skewness g,
//   t' = t + g t^2 / (3 sqrt n) + g^2 t^3 / (27 n) + g / (6 sqrt n)
// is compared with Student's t of n - 1 degrees of freedom.
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <vector>

namespace waste {

/// Of the defined values (not NaN) of a sample; undefined for too few values: NaN.
struct Summary {
  std::size_t count = 0;                           // defined values
  double mean = 0, sd = 0;                         // sd with n - 1
  double low = 0, high = 0;                        // 95 % interval of the mean; NaN for one value
  double q05 = 0, q25 = 0, q50 = 0, q75 = 0, q95 = 0;
};

Summary summarise(std::span<const double> sample);

/// The same for many samples in sequence. Samples of one run have equal size, and the Student's t quantile for it, which takes
/// 0.1 ms, is computed only once.
class Summariser {
 public:
  Summary operator()(std::span<const double> sample);

 private:
  std::map<std::size_t, double> interval_t_;  // by number of values
};

/// Of sorted values, linear between order statistics (Hyndman and Fan's type 7, the default of NumPy); NaN if empty.
double quantile(std::span<const double> sorted, double p);

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
};
PairedTest paired_test(std::span<const double> a, std::span<const double> b);

}  // namespace waste
