#include "engine/random/inverse.h"

#include <algorithm>
#include <cmath>  // fabs, sqrt: exact or correctly rounded everywhere
#include <limits>

#include "engine/random/exact_math.h"

namespace sim {
namespace {

constexpr double smooth_shape = 1000;  // from here on the expansion about the normal is as accurate as the search
constexpr double unbounded = std::numeric_limits<double>::infinity();

/// A distribution function and its density at one point.
struct Probability {
  double below, density;
};

/// x > low where function(x).below == p, by Newton steps kept between bounds known to be too low and too high.
template <class Function>
double solve(const Function& function, double p, double low, double high, double guess) {
  double x = guess;
  for (int i = 0; i < 200; ++i) {
    const auto [below, density] = function(x);
    (below < p ? low : high) = x;
    double next = x + (p - below) / density;
    const bool close = std::fabs(next - x) <= 1e-9 * x;  // Newton doubles the digits: the next step is below rounding
    if (!(next >= low && next <= high)) next = high < unbounded ? low + (high - low) / 2 : 2 * low + 1;
    if (close || next == x) return next;
    x = next;
  }
  return x;
}

}  // namespace

GammaInverse::GammaInverse(double shape) : shape_(shape), log_front_(-exact::log_gamma(shape)) {}

double GammaInverse::operator()(double p) {
  if (shape_ >= smooth_shape) return expansion(p);
  return shape_ < 1 ? small(p) : large(p);
}

/// Cornish and Fisher's expansion about the normal distribution.
double GammaInverse::expansion(double p) const {
  const double z = exact::normal_quantile(p), root = std::sqrt(shape_);
  return shape_ + root * z + (z * z - 1) / 3 + (z * z * z - 7 * z) / (36 * root);
}

double GammaInverse::large(double p) {
  const auto function = [this](double x) {
    return Probability{exact::incomplete_gamma(shape_, x), exact::exp((shape_ - 1) * exact::log(x) - x + log_front_)};
  };
  return previous_ = solve(function, p, previous_, unbounded, std::max({previous_, 1e-300, expansion(p)}));
}

/// In t = x^shape the distribution function is smooth at 0: its slope is exp(-x) / gamma(shape + 1).
double GammaInverse::small(double p) {
  const double slope = exact::exp(log_front_) / shape_;
  const auto function = [&](double t) {
    const double x = exact::pow(t, 1 / shape_);
    return Probability{exact::incomplete_gamma(shape_, x), exact::exp(-x) * slope};
  };
  previous_ = solve(function, p, previous_, unbounded, previous_ > 0 ? previous_ : p / slope);
  return exact::pow(previous_, 1 / shape_);
}

BetaInverse::BetaInverse(double a, double b) : a_(a), b_(b), log_front_(exact::log_beta_front(a, b)) {}

/// First guess for p: the Taylor series of the inverse about the last quantile, which leaves one or two steps to the search.
double BetaInverse::guess(double p) const {
  if (previous_ == 0) return std::min(exact::exp((exact::log(p) + exact::log(a_) - log_front_) / a_), 0.5);  // I_x(a, b) ~ front x^a / a
  const double up = (a_ - 1) / previous_, down = (b_ - 1) / (1 - previous_);
  const double slope = up - down, bend = -up / previous_ - down / (1 - previous_);  // of the logarithm of the density
  const double step = (p - previous_p_) / density_;
  return previous_ + step * (1 - step * (slope / 2 - step * (2 * slope * slope - bend) / 6));
}

double BetaInverse::operator()(double p) {
  const auto function = [this](double x) {
    const double log_front = log_front_ + a_ * exact::log(x) + b_ * exact::log1p(-x);
    density_ = exact::exp(log_front) / (x * (1 - x));
    return Probability{exact::incomplete_beta(a_, b_, x, log_front), density_};
  };
  const double first = guess(p);
  const bool usable = first > previous_ && first < 1;
  previous_ = solve(function, p, previous_, 1, usable ? first : previous_ + (1 - previous_) / 2);
  previous_p_ = p;
  return previous_;
}

}  // namespace sim
