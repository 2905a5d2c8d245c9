#include "engine/random/exact_math.h"

#include <array>
#include <bit>
#include <cmath>  // floor, fabs, sqrt: exact or correctly rounded everywhere
#include <cstddef>
#include <cstdint>
#include <limits>

#include "engine/random/exp_terms.h"

namespace sim::exact {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double epsilon = 1e-17;  // terms smaller than this relative to the sum are negligible

/// Coefficients from the constant term upwards.
template <std::size_t n>
double polynomial(const std::array<double, n>& coefficients, double x) {
  double sum = coefficients[n - 1];
  for (std::size_t i = n - 1; i-- > 0;) sum = sum * x + coefficients[i];
  return sum;
}

/// 2^k for a normal result, -1022 <= k <= 1023.
double power_of_two(int k) { return std::bit_cast<double>(static_cast<std::uint64_t>(k + 1023) << 52); }

}  // namespace

double log(double x) {
  if (!(x > 0)) return x == 0 ? -infinity : nan;
  if (x == infinity) return x;
  int exponent = 0;
  if (x < std::numeric_limits<double>::min()) {
    x *= 0x1p54;
    exponent = -54;
  }
  // x = m 2^exponent with m in [sqrt(1/2), sqrt(2)); log m = 2 artanh s = 2 (s + s^3 / 3 + s^5 / 5 + ...)
  const auto bits = std::bit_cast<std::int64_t>(x);
  const std::int64_t shift = (bits - std::bit_cast<std::int64_t>(0x1.6a09e667f3bcdp-1)) >> 52;
  const double m = std::bit_cast<double>(bits - shift * (std::int64_t{1} << 52));
  const double e = static_cast<double>(exponent + shift);
  const double s = (m - 1) / (m + 1);
  static constexpr std::array<double, 12> odd{0.0,      1.0 / 3,  1.0 / 5,  1.0 / 7,  1.0 / 9,  1.0 / 11,
                                              1.0 / 13, 1.0 / 15, 1.0 / 17, 1.0 / 19, 1.0 / 21, 1.0 / 23};
  return e * log2_high + (2 * s + (2 * s * polynomial(odd, s * s) + e * log2_low));
}

double log1p(double x) {
  const double u = 1 + x;
  return u == 1 ? x : log(u) * (x / (u - 1));  // the rounding error of u cancels
}

double exp(double x) {
  if (x != x) return x;
  if (x > 709.8) return infinity;
  if (x < -745.2) return 0;
  const double k = std::floor(x * per_log2 + 0.5);
  const double r = (x - k * log2_high) - k * log2_low;
  const int whole = static_cast<int>(k), half = whole / 2;  // in two steps: 2^k itself may be outside the normal range
  return polynomial(inverse_factorial, r) * power_of_two(half) * power_of_two(whole - half);
}

double pow(double x, double y) {
  if (y == 0 || x == 1) return 1;
  if (x == 0) return y > 0 ? 0 : infinity;
  return exp(y * log(x));
}

namespace {

// The two ranges of normal_quantile, by their rational functions.
double normal_quantile_near_half(double q) {
  static constexpr std::array<double, 8> a{3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
                                           1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
                                           3.3430575583588128105e4, 2.5090809287301226727e3};
  static constexpr std::array<double, 8> b{1.0,
                                           4.2313330701600911252e1,
                                           6.8718700749205790830e2,
                                           5.3941960214247511077e3,
                                           2.1213794301586595867e4,
                                           3.9307895800092710610e4,
                                           2.8729085735721942674e4,
                                           5.2264952788528545610e3};
  const double r = 0.180625 - q * q;
  return q * polynomial(a, r) / polynomial(b, r);
}

/// For r = sqrt(-log of the smaller tail).
double normal_quantile_of_tail(double r) {
  if (r <= 5) {
    static constexpr std::array<double, 8> c{1.42343711074968357734e0,  4.63033784615654529590e0, 5.76949722146069140550e0,
                                             3.64784832476320460504e0,  1.27045825245236838258e0, 2.41780725177450611770e-1,
                                             2.27238449892691845833e-2, 7.74545014278341407640e-4};
    static constexpr std::array<double, 8> d{1.0,
                                             2.05319162663775882187e0,
                                             1.67638483018380384940e0,
                                             6.89767334985100004550e-1,
                                             1.48103976427480074590e-1,
                                             1.51986665636164571966e-2,
                                             5.47593808499534494600e-4,
                                             1.05075007164441684324e-9};
    r -= 1.6;
    return polynomial(c, r) / polynomial(d, r);
  }
  static constexpr std::array<double, 8> e{6.65790464350110377720e0,  5.46378491116411436990e0,  1.78482653991729133580e0,
                                           2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                           2.71155556874348757815e-5, 2.01033439929228813265e-7};
  static constexpr std::array<double, 8> f{1.0,
                                           5.99832206555887937690e-1,
                                           1.36929880922735805310e-1,
                                           1.48753612908506148525e-2,
                                           7.86869131145613259100e-4,
                                           1.84631831751005468180e-5,
                                           1.42151175831644588870e-7,
                                           2.04426310338993978564e-15};
  r -= 5;
  return polynomial(e, r) / polynomial(f, r);
}

}  // namespace

double normal_quantile(double p) {
  if (!(p > 0)) return p == 0 ? -infinity : nan;
  if (p >= 1) return p == 1 ? infinity : nan;
  const double q = p - 0.5;
  if (std::fabs(q) <= 0.425) return normal_quantile_near_half(q);
  const double z = normal_quantile_of_tail(std::sqrt(-log(q < 0 ? p : 1 - p)));
  return q < 0 ? -z : z;
}

double log_gamma(double x) {
  double product = 1;  // gamma(x) = gamma(x + n) / (x (x + 1) ... (x + n - 1)), shifted to where Stirling's series is exact
  for (; x < 12; x += 1) product *= x;
  static constexpr std::array<double, 7> stirling{1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156};
  const double half_log_two_pi = 0.91893853320467274178;
  const double series = polynomial(stirling, 1 / (x * x)) / x;
  return (x - 0.5) * log(x) - x + half_log_two_pi + series - log(product);
}

double incomplete_gamma(double shape, double x) {
  if (!(x > 0)) return 0;
  const double front = exp(shape * log(x) - x - log_gamma(shape));
  if (front == 0) return x > shape ? 1 : 0;
  if (x < shape + 1) {  // P = front (1 / a + x / (a (a + 1)) + x^2 / (a (a + 1) (a + 2)) + ...)
    double term = 1 / shape, sum = term;
    for (double a = shape + 1; term > sum * epsilon; a += 1) sum += term *= x / a;
    return front * sum;
  }
  // 1 - P by the continued fraction 1 / (b0 - 1 (1 - a) / (b1 - 2 (2 - a) / (b2 - ...))), b_i = x + 1 - a + 2 i (Lentz)
  double b = x + 1 - shape, c = 1e300, d = 1 / b, fraction = d;
  for (double i = 1, change = 0; std::fabs(change - 1) > 1e-15 && i < 1e5; i += 1) {
    const double numerator = i * (shape - i);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    change = c * d;
    fraction *= change;
  }
  return 1 - front * fraction;
}

namespace {

/// The continued fraction of I_x(a, b), fast for x < (a + 1) / (a + b + 2) (Lentz).
double beta_fraction(double a, double b, double x) {
  double c = 1, d = 1 / (1 - (a + b) * x / (a + 1)), fraction = d;
  const auto step = [&](double numerator) {
    d = 1 / (1 + numerator * d);
    c = 1 + numerator / c;
    fraction *= c * d;
    return c * d;
  };
  for (double m = 1; m < 1e4; m += 1) {
    step(m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)));
    const double change = step(-(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)));
    if (std::fabs(change - 1) <= 1e-15) break;
  }
  return fraction;
}

}  // namespace

double log_beta_front(double a, double b) { return log_gamma(a + b) - log_gamma(a) - log_gamma(b); }

double incomplete_beta(double a, double b, double x) {
  if (!(x > 0)) return 0;
  if (x >= 1) return 1;
  return incomplete_beta(a, b, x, log_beta_front(a, b) + a * log(x) + b * log1p(-x));
}

double incomplete_beta(double a, double b, double x, double log_front) {
  if (!(x > 0)) return 0;
  if (x >= 1) return 1;
  const double front = exp(log_front);
  if (x < (a + 1) / (a + b + 2)) return front * beta_fraction(a, b, x) / a;
  return 1 - front * beta_fraction(b, a, 1 - x) / b;
}

double normal_probability(double z) {
  const double half = incomplete_gamma(0.5, z * z / 2) / 2;
  return z < 0 ? 0.5 - half : 0.5 + half;
}

double sine(double angle) {
  double term = angle, sum = 0;
  for (int n = 1; n < 20; n += 2) {
    sum += term;
    term *= -angle * angle / ((n + 1) * (n + 2));
  }
  return sum;
}

}  // namespace sim::exact
