// Transcendental functions that give the same bits on every CPU: they use only + - * / and square roots, no libm, no fused
// multiply-add. For building tables, not for hot loops (10 ... 300 ns a call). Results are within a few units in the last place
// unless a comment says otherwise; special values (0, inf, NaN) are handled as in the C library.
#pragma once

namespace sim::exact {

double log(double x);
double log1p(double x);  // log(1 + x), accurate for small x; x > -1
double exp(double x);

/// x^y for x >= 0. Relative error about (1 + |y log x|) * 2e-16.
double pow(double x, double y);

/// z such that a standard normal variate is below z with probability p: M. J. Wichura's algorithm AS 241, Applied Statistics 37
/// (1988). -inf at 0, +inf at 1.
double normal_quantile(double p);

/// Probability that a standard normal variate is below z; absolute error about 1e-13.
double normal_probability(double z);

/// Sine of an angle of at most 1 [rad]; absolute error about 1e-16.
double sine(double angle);

/// log of the gamma function, x > 0; absolute error about 1e-14 near its zeros at 1 and 2.
double log_gamma(double x);

/// Regularised lower incomplete gamma function P(shape, x): the distribution function of a gamma variable of scale 1.
/// Absolute error about 1e-13 for shapes up to 1000.
double incomplete_gamma(double shape, double x);

/// Regularised incomplete beta function I_x(a, b): the distribution function of a beta variable. Absolute error about
/// 1e-13 for a, b of the order of 1 to 100.
double incomplete_beta(double a, double b, double x);

/// The logarithm of gamma(a + b) / (gamma(a) gamma(b)).
double log_beta_front(double a, double b);

/// The same, for callers that already have log_beta_front(a, b) + a log(x) + b log(1 - x).
double incomplete_beta(double a, double b, double x, double log_front);

}  // namespace sim::exact
