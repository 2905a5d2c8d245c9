#include "engine/random/binomial.h"

#include <algorithm>
#include <cmath>

#include "engine/random/exact_math.h"

namespace sim {
namespace {

/// Probability of exactly `k` successes, 0 < chance < 1.
double probability(std::int64_t n, double chance, std::int64_t k) {
  if (k == 0) return exact::exp(static_cast<double>(n) * exact::log1p(-chance));
  const auto a = static_cast<double>(k), b = static_cast<double>(n - k);
  const double ways = exact::log_gamma(a + b + 1) - exact::log_gamma(a + 1) - exact::log_gamma(b + 1);
  return exact::exp(ways + a * exact::log(chance) + b * exact::log1p(-chance));
}

/// The smallest k at which the distribution function exceeds `u`, for chances up to one half.
std::int64_t invert(std::int64_t n, double chance, double u) {
  const double mean = static_cast<double>(n) * chance, deviation = std::sqrt(mean * (1 - chance));
  std::int64_t k = static_cast<std::int64_t>(std::max(0.0, mean - 10 * deviation));
  const double odds = chance / (1 - chance);
  double each = probability(n, chance, k);
  const double limit = mean + 10 * deviation + 40;  // in case the sum stays below 1 by rounding
  for (double sum = each; sum <= u && k < n && static_cast<double>(k) < limit; sum += each) {
    each *= odds * static_cast<double>(n - k) / static_cast<double>(k + 1);
    ++k;
  }
  return k;
}

}  // namespace

std::int64_t binomial(std::int64_t trials, double chance, Random& random) {
  const double u = random.uniform();
  if (trials <= 0 || chance <= 0) return 0;
  if (chance >= 1) return trials;
  // Mirrored above one half, with 1 - u (never 0), so that the result stays monotone in the draw.
  return chance <= 0.5 ? invert(trials, chance, u) : trials - invert(trials, 1 - chance, 1 - u - 0x1p-53);
}

}  // namespace sim
