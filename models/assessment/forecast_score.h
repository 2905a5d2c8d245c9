// How good a forecast was: an ensemble of simulated values held against one observation.
//
// The forecast is the mixture of normal distributions around the values of the replicas, all with the standard deviation of the
// observation's own error; without such an error it is the empirical distribution of the values. So the observation is compared
// with what an observer of the simulated world would have read.
//
// The continuous ranked probability score of such a mixture has a closed form: E. P. Grimit, T. Gneiting, V. J. Berrocal, N. A.
// Johnson, Q. J. R. Meteorol. Soc. 132 (2006), 2925-2942. For one value without error it is the absolute error, so that it is
// comparable between a forecast by a distribution and one by a single number. Everything without libm.
#pragma once

#include <span>
#include <vector>

namespace waste {

/// A forecast: values of the replicas, and their weights (empty: equal). Values that are NaN must have been left out.
struct Ensemble {
  std::span<const double> values, weights;
};

struct ForecastScore {
  double mean = 0, sd = 0;    // of the values; NaN for one value
  double q05 = 0, q25 = 0, q75 = 0, q95 = 0;  // quantiles of the values
  double z = 0;               // (observed - mean) / standard deviation of forecast and observation; NaN if that is 0
  double pit = 0;             // probability integral transform: the forecast's probability of less than observed, ties half
  double crps = 0;            // continuous ranked probability score, in the unit of the values; 0: perfect
  bool inside_50 = false, inside_90 = false;  // pit within the central 50 and 90 %, ends included
};

/// The score against one observation with standard deviation `sigma` >= 0. The ensemble must not be empty.
ForecastScore score_forecast(const Ensemble& forecast, double observed, double sigma);

/// 1 - mean(scores) / mean(scores of a yardstick), the share of the yardstick's error that the forecast avoids; NaN if the yardstick
/// is without error.
double skill(double score, double yardstick);

}  // namespace waste
