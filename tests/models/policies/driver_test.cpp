// The path of a driver is a stationary process of first order about a trend: its moments against the closed form.
#include "models/policies/driver.h"

#include <cmath>

#include "engine/random/exact_math.h"
#include "engine/random/random.h"
#include "tests/catch.h"

namespace {

using waste::Driver;

Driver driver(double trend, double deviation, double persistence) {
  Driver made;
  made.trend = trend;
  made.deviation = deviation;
  made.persistence = persistence;
  return made;
}

std::vector<double> path(const Driver& made, std::size_t years, std::uint64_t replica) {
  sim::Random random(1, sim::hash_name("driver test"), 0, replica);
  return waste::yearly_path(made, years, [&] { return sim::exact::normal_quantile(random.uniform() + 0x1p-54); });
}

/// Logarithms of many paths, less that of the trend: [year] mean, variance, and covariance with the year before.
struct Moments {
  std::vector<double> mean, variance, covariance;
};

Moments moments(const Driver& made, std::size_t years, int paths) {
  Moments m{std::vector<double>(years), std::vector<double>(years), std::vector<double>(years)};
  for (int i = 0; i < paths; ++i) {
    const auto drawn = path(made, years, static_cast<std::uint64_t>(i));
    double before = 0;
    for (std::size_t year = 0; year < years; ++year) {
      const double x = std::log(drawn[year]) - static_cast<double>(year) * std::log1p(made.trend);
      m.mean[year] += x / paths;
      m.variance[year] += x * x / paths;
      m.covariance[year] += x * before / paths;
      before = x;
    }
  }
  for (std::size_t year = years; year-- > 1;) {
    m.covariance[year] -= m.mean[year] * m.mean[year - 1];
    m.variance[year] -= m.mean[year] * m.mean[year];
  }
  return m;
}

}  // namespace

TEST_CASE("without deviation a path is its trend, whatever is drawn") {
  for (const double trend : {0.0, 0.06, -0.021}) {
    const auto drawn = path(driver(trend, 0, 0.7), 8, 3);
    for (int year = 0; year < 8; ++year) CHECK(drawn[static_cast<std::size_t>(year)] == sim::exact::pow(1 + trend, year));
  }
}

TEST_CASE("mean, variance and covariance of 10,000 paths are those of the process of first order") {
  constexpr int paths = 10'000;
  constexpr std::size_t years = 9;
  const Driver made = driver(0.03, 0.2, 0.6);
  const Moments m = moments(made, years, paths);
  for (std::size_t year = 1; year < years; ++year) {
    CAPTURE(year);
    const double variance = 0.04 * (1 - std::pow(0.6, 2.0 * static_cast<double>(year)));
    const double earlier = 0.04 * (1 - std::pow(0.6, 2.0 * static_cast<double>(year - 1)));
    CHECK(m.mean[year] == Approx(0).margin(4 * std::sqrt(variance / paths)));
    CHECK(m.variance[year] == Approx(variance).epsilon(4 * std::sqrt(2.0 / paths)));
    CHECK(m.covariance[year] == Approx(0.6 * earlier).margin(4 * std::sqrt(variance * 0.04 / paths)));
  }
}

TEST_CASE("a known year is met by every path, and the years after it return to the trend by what persists") {
  Driver made = driver(0, 0.1, 0.5);
  made.known = {1.2};
  made.known_years = {1};
  double mean = 0;
  for (std::uint64_t i = 0; i < 10'000; ++i) {
    const auto drawn = path(made, 4, i);
    REQUIRE(drawn[1] == 1.2);
    mean += std::log(drawn[2]) / 10'000;
  }
  CHECK(mean == Approx(0.5 * std::log(1.2)).margin(4 * 0.1 * std::sqrt(0.75) / 100));
  const auto likeliest = waste::yearly_path(made, 4, [] { return 0.0; });
  CHECK(likeliest[2] == Approx(std::sqrt(1.2)));
  CHECK(likeliest[3] == Approx(std::pow(1.2, 0.25)));
}

TEST_CASE("between two known years a path is bridged: mean and variance are those given both ends") {
  Driver made = driver(0, 0.3, 0.8);
  made.known = {1.5};
  made.known_years = {2};
  double mean = 0, square = 0;
  constexpr int paths = 10'000;
  for (std::uint64_t i = 0; i < paths; ++i) {
    const double x = std::log(path(made, 3, i)[1]);
    mean += x / paths;
    square += x * x / paths;
  }
  // x(1) given x(0) = 0 and x(2) = b has mean 0.8 b / (1 + 0.8^2) and variance 0.3^2 (1 - 0.8^2) / (1 + 0.8^2).
  const double variance = 0.09 * 0.36 / 1.64;
  CHECK(mean == Approx(0.8 * std::log(1.5) / 1.64).margin(4 * std::sqrt(variance / paths)));
  CHECK(square - mean * mean == Approx(variance).epsilon(4 * std::sqrt(2.0 / paths)));
  made.deviation = 0;
  CHECK(path(made, 3, 5)[1] == Approx(std::exp(0.8 * std::log(1.5) / 1.64)));
}

TEST_CASE("a longer path begins like a shorter one, and a year that becomes known moves no other year's draw") {
  const Driver made = driver(0.01, 0.2, 0.5);
  const auto longer = path(made, 9, 4), shorter = path(made, 5, 4);
  for (std::size_t year = 0; year < 5; ++year) CHECK(longer[year] == shorter[year]);
  Driver informed = driver(0.01, 0.2, 0);
  const auto before = path(informed, 4, 4);
  informed.known = {1.1};
  informed.known_years = {1};
  const auto after = path(informed, 4, 4);
  CHECK(after[2] == before[2]);
  CHECK(after[3] == before[3]);
}
