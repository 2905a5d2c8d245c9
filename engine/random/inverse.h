// Inverse distribution functions without closed form, for building tables: 1 ... 3 microseconds a call. Call an object with
// ascending probabilities strictly between 0 and 1: each search starts where the last one ended.
#pragma once

namespace sim {

/// Quantiles of a gamma variable of scale 1.
class GammaInverse {
 public:
  explicit GammaInverse(double shape);
  double operator()(double p);

 private:
  double expansion(double p) const;
  double large(double p);
  double small(double p);

  double shape_, log_front_;  // the density is exp(log_front) x^(shape - 1) exp(-x)
  double previous_ = 0;       // the last x; the last x^shape where shape < 1
};

/// Quantiles of a beta variable.
class BetaInverse {
 public:
  BetaInverse(double a, double b);
  double operator()(double p);

 private:
  double guess(double p) const;

  double a_, b_, log_front_;  // the density is exp(log_front) x^(a - 1) (1 - x)^(b - 1)
  double previous_ = 0, previous_p_ = 0;  // the last quantile and its probability
  double density_ = 0;                    // at that quantile, to nine digits
};

}  // namespace sim
