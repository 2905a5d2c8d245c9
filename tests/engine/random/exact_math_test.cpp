#include "engine/random/exact_math.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>

#include "engine/random/random.h"
#include "tests/catch.h"

namespace exact = sim::exact;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

double relative_error(double value, double expected) { return expected == 0 ? std::fabs(value) : std::fabs(value / expected - 1); }

/// The largest result of `error(u)` over many u in [0, 1).
template <class Error>
double largest(const Error& error) {
  sim::Random random(1, sim::hash_name("exact_math"), 0, 0);
  double result = 0;
  for (int i = 0; i < 100'000; ++i) result = std::max(result, error(random.uniform()));
  return result;
}

}  // namespace

TEST_CASE("log agrees with the C library over the whole range and around 1") {
  CHECK(largest([](double u) {
          const double x = std::exp(1400 * (u - 0.5));
          return relative_error(exact::log(x), std::log(x));
        }) < 1e-15);
  CHECK(largest([](double u) {
          const double x = 0.5 + 1.5 * u;
          return relative_error(exact::log(x), std::log(x));
        }) < 1e-15);
  CHECK(relative_error(exact::log(5e-324), std::log(5e-324)) < 1e-15);
  CHECK(relative_error(exact::log(std::numeric_limits<double>::max()), std::log(std::numeric_limits<double>::max())) < 1e-15);
  CHECK(relative_error(exact::log(1 + 0x1p-52), std::log(1 + 0x1p-52)) < 1e-15);
  CHECK(relative_error(exact::log(1 - 0x1p-53), std::log(1 - 0x1p-53)) < 1e-15);
  CHECK(exact::log(1) == 0);
  CHECK(exact::log(0) == -infinity);
  CHECK(exact::log(infinity) == infinity);
  CHECK(std::isnan(exact::log(-1)));
  CHECK(std::isnan(exact::log(std::nan(""))));
}

TEST_CASE("log1p keeps the digits of small numbers") {
  CHECK(largest([](double u) {
          const double x = u * std::exp(-40 * u);
          return std::max(relative_error(exact::log1p(x), std::log1p(x)), relative_error(exact::log1p(-x), std::log1p(-x)));
        }) < 2e-15);
}

TEST_CASE("exp agrees with the C library from underflow to overflow") {
  CHECK(largest([](double u) {
          const double x = 1416 * (u - 0.5);
          return relative_error(exact::exp(x), std::exp(x));
        }) < 1e-15);
  CHECK(exact::exp(0) == 1);
  CHECK(exact::exp(-744) == std::exp(-744.0));  // a subnormal result
  CHECK(relative_error(exact::exp(709.7), std::exp(709.7)) < 1e-15);
  CHECK(exact::exp(709.79) == infinity);
  CHECK(exact::exp(-746) == 0);
  CHECK(exact::exp(infinity) == infinity);
  CHECK(exact::exp(-infinity) == 0);
  CHECK(std::isnan(exact::exp(std::nan(""))));
}

TEST_CASE("pow agrees with the C library") {
  CHECK(largest([](double u) { return relative_error(exact::pow(20 * u, 3.7), std::pow(20 * u, 3.7)); }) < 1e-13);
  CHECK(largest([](double u) { return relative_error(exact::pow(2.5, 40 * (u - 0.5)), std::pow(2.5, 40 * (u - 0.5))); }) < 1e-13);
  CHECK(exact::pow(0, 2) == 0);
  CHECK(exact::pow(0, 0) == 1);
  CHECK(exact::pow(0, -1) == infinity);
}

TEST_CASE("the normal quantile inverts the normal distribution function") {
  const auto error = [](double p) {  // from the C library's erfc, as an error of z
    const double z = exact::normal_quantile(p);
    return std::fabs(std::erfc(-z / std::sqrt(2.0)) / 2 - p) / (std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi));
  };
  CHECK(largest(error) < 1e-13);
  CHECK(largest([&](double u) { return error(std::exp(-1 - 600 * u)); }) < 1e-11);
  CHECK(exact::normal_quantile(0.5) == 0);
  CHECK(exact::normal_quantile(0.975) == Approx(1.959963984540054).margin(1e-14));
  CHECK(exact::normal_quantile(0x1p-20) == -exact::normal_quantile(1 - 0x1p-20));
  CHECK(exact::normal_quantile(0) == -infinity);
  CHECK(exact::normal_quantile(1) == infinity);
}

TEST_CASE("log_gamma agrees with the C library") {
  CHECK(largest([](double u) {
          const double x = std::exp(16 * (u - 0.5));
          return std::fabs(exact::log_gamma(x) - std::lgamma(x)) / std::max(1.0, std::fabs(std::lgamma(x)));
        }) < 5e-14);
}

TEST_CASE("the incomplete gamma function has its closed forms and its recursion") {
  CHECK(largest([](double u) { return std::fabs(exact::incomplete_gamma(1, 20 * u) + std::expm1(-20 * u)); }) < 1e-14);
  CHECK(largest([](double u) { return std::fabs(exact::incomplete_gamma(0.5, 20 * u) - std::erf(std::sqrt(20 * u))); }) < 1e-14);
  CHECK(largest([](double u) {  // P(a + 1, x) = P(a, x) - x^a e^-x / gamma(a + 1)
          const double a = 900 * u * u + 0.01, x = a + 3 * std::sqrt(a) * (2 * std::fmod(1000 * u, 1.0) - 1);
          if (x <= 0) return 0.0;
          return std::fabs(exact::incomplete_gamma(a, x) - exact::incomplete_gamma(a + 1, x) -
                           std::exp(a * std::log(x) - x - std::lgamma(a + 1)));
        }) < 2e-12);
}

TEST_CASE("the incomplete beta function has its closed forms and its symmetry") {
  CHECK(largest([](double x) { return std::fabs(exact::incomplete_beta(5, 1, x) - std::pow(x, 5)); }) < 1e-14);
  CHECK(largest([](double x) { return std::fabs(exact::incomplete_beta(2, 3, x) - x * x * (6 - 8 * x + 3 * x * x)); }) < 1e-14);
  CHECK(largest([](double x) { return std::fabs(exact::incomplete_beta(2.6, 3.4, x) + exact::incomplete_beta(3.4, 2.6, 1 - x) - 1); }) <
        1e-13);
  CHECK(exact::incomplete_beta(2, 3, 0) == 0);
  CHECK(exact::incomplete_beta(2, 3, 1) == 1);
}

// The digits that matter: the same bits on every CPU, compiler and optimisation level. Changing any of these functions
// changes every result of the engine, so it changes Random::layout_version too.
TEST_CASE("the functions give the same bits everywhere") {
  std::uint64_t hash = 0;
  const auto add = [&](double x) { hash = (hash ^ std::bit_cast<std::uint64_t>(x)) * 0x9e3779b97f4a7c15 + (hash >> 7); };
  sim::Random random(2, sim::hash_name("exact_math"), 0, 0);
  for (int i = 0; i < 10'000; ++i) {
    const double u = random.uniform() + 0x1p-54, x = 30 * random.uniform();
    add(exact::log(x));
    add(exact::log1p(-u));
    add(exact::exp(x - 15));
    add(exact::pow(x, u));
    add(exact::normal_quantile(u));
    add(exact::log_gamma(x + u));
    add(exact::incomplete_gamma(10 * u, x));
    add(exact::incomplete_beta(1 + 4 * u, 5 - 4 * u, x / 30));
  }
  CHECK(hash == 0xa8aa13f9f9303e29);
}
