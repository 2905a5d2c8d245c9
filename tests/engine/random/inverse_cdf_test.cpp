#include "engine/random/inverse_cdf.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/random/exact_math.h"
#include "tests/catch.h"

using sim::InverseCdf;
using sim::Random;

namespace {

constexpr std::uint64_t last_draw = ~std::uint64_t{0};

/// A sampler with what theory says about it.
struct Case {
  std::string name;
  InverseCdf table;
  double mean, deviation;
  std::function<double(double)> below;  // distribution function
};

double normal_below(double z) { return std::erfc(-z / std::sqrt(2.0)) / 2; }

Case lognormal(double mean, double cv) {
  const double s = std::sqrt(std::log1p(cv * cv));
  return {"lognormal " + std::to_string(cv), InverseCdf::lognormal(mean, cv), mean, mean * cv,
          [=](double x) { return normal_below((std::log(x / mean) + s * s / 2) / s); }};
}

Case gamma(double mean, double cv) {
  const double shape = 1 / (cv * cv);
  return {"gamma " + std::to_string(cv), InverseCdf::gamma(mean, cv), mean, mean * cv,
          [=](double x) { return sim::exact::incomplete_gamma(shape, x / mean * shape); }};
}

Case pert(double a, double c, double b) {
  const double mean = (a + 4 * c + b) / 6, skew = 4 * (c - a) / (b - a);
  return {"pert", InverseCdf::pert(std::int64_t(a), std::int64_t(c), std::int64_t(b)), mean, std::sqrt((mean - a) * (b - mean) / 7),
          [=](double x) { return sim::exact::incomplete_beta(1 + skew, 5 - skew, (x - a) / (b - a)); }};
}

std::vector<Case> all_cases() {
  const auto exponential = [](double x) { return -std::expm1(-x / 3.6e6); };
  return {{"exponential", InverseCdf::exponential(3.6e6), 3.6e6, 3.6e6, exponential},
          lognormal(1e7, 0.2),
          lognormal(1e9, 1),
          lognormal(1e9, 2.5),
          gamma(1e8, 0.01),
          gamma(1e8, 0.3),
          gamma(1e8, 1),
          gamma(1e9, 3),
          pert(1e6, 2e6, 9e6),
          pert(-5e6, 3e6, 3e6)};
}

const std::vector<Case>& cases() {
  static const std::vector<Case> list = all_cases();
  return list;
}

/// Draws that walk through the whole table: ends, joints of tails and body, nodes, and between.
std::vector<std::uint64_t> walk() {
  std::vector<std::uint64_t> draws{0, last_draw};
  for (std::uint64_t i = 0; i < 4096 * 4; ++i) draws.insert(draws.end(), {i << 50, (i << 50) - 1, (i << 50) + 1});
  for (std::uint64_t i = 0; i < 4096 * 2; ++i) draws.insert(draws.end(), {i << 40, (i << 40) - 1, last_draw - (i << 40)});
  for (std::uint64_t i = 0; i < 300; ++i) draws.insert(draws.end(), {i * 977, last_draw - i * 977});
  std::sort(draws.begin(), draws.end());
  return draws;
}

/// Mean and standard deviation over one draw in the middle of each of 2^20 equal pieces.
std::pair<double, double> moments(const InverseCdf& table, double about) {
  const int n = 1 << 20;
  double sum = 0, squares = 0;
  for (std::uint64_t i = 0; i < n; ++i) {
    const double x = static_cast<double>(table((i << 44) + (std::uint64_t{1} << 43))) - about;
    sum += x;
    squares += x * x;
  }
  return {about + sum / n, std::sqrt(squares / n)};
}

}  // namespace

TEST_CASE("the mean of a table is the mean asked for") {
  for (const auto& c : cases()) {
    INFO(c.name);
    CHECK(std::fabs(c.table.mean() - c.mean) < 1e-9 * std::fabs(c.mean));
  }
  for (const double mean : {1e-3, 0.7, 12.0, 1e15}) {
    INFO(mean);
    CHECK(std::fabs(InverseCdf::exponential(mean).mean() - mean) < 1e-9 * mean);
    CHECK(std::fabs(InverseCdf::lognormal(mean, 0.5).mean() - mean) < 1e-9 * mean);
    CHECK(std::fabs(InverseCdf::gamma(mean, 0.5).mean() - mean) < 1e-9 * mean);
  }
}

TEST_CASE("a table spreads as its distribution does") {
  for (const auto& c : cases()) {
    INFO(c.name);
    const auto [mean, deviation] = moments(c.table, c.mean);
    CHECK(std::fabs(mean - c.mean) < 2e-3 * c.deviation);
    CHECK(deviation == Approx(c.deviation).epsilon(c.deviation > 2 * c.mean && c.mean > 1e8 ? 0.05 : 3e-3));
  }
}

TEST_CASE("quantiles are those of the distribution function, in the body and in both tails") {
  for (const auto& c : cases()) {
    INFO(c.name);
    for (const double p : {1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999, 0.9999, 0.99999, 0.999999}) {
      INFO(p);
      const auto value = static_cast<double>(c.table(static_cast<std::uint64_t>(p * 0x1p64)));
      const double tail = std::min(p, 1 - p);
      CHECK(c.below(value - 1) <= p + 4e-3 * tail);  // rounding to whole units, and 0.4 % of the tail's probability
      CHECK(c.below(value + 1) >= p - 4e-3 * tail);
    }
  }
}

TEST_CASE("a larger draw never gives a smaller number, also across the joints of body and tails") {
  const auto draws = walk();
  for (const auto& c : cases()) {
    INFO(c.name);
    std::int64_t previous = c.table(0);
    bool ascending = true;
    for (const auto draw : draws) {
      const std::int64_t value = c.table(draw);
      ascending = ascending && value >= previous;
      previous = value;
    }
    CHECK(ascending);
    CHECK(previous == c.table(last_draw));
    CHECK(c.table(0) < previous);
  }
}

TEST_CASE("bounded distributions reach their bounds and never pass them") {
  const auto bounds = [](const InverseCdf& table) { return std::pair{table(0), table(last_draw)}; };
  CHECK(bounds(InverseCdf::pert(0, 300, 1000)) == std::pair<std::int64_t, std::int64_t>{0, 1000});
  CHECK(bounds(InverseCdf::pert(-5, 100, 100)) == std::pair<std::int64_t, std::int64_t>{-5, 100});
  CHECK(bounds(InverseCdf::pert(1'000'000'000'000'000, 1'000'000'000'000'000, 1'000'000'000'000'007)) ==
        std::pair<std::int64_t, std::int64_t>{1'000'000'000'000'000, 1'000'000'000'000'007});
  CHECK(bounds(InverseCdf::pert(3, 3, 3)) == std::pair<std::int64_t, std::int64_t>{3, 3});
  CHECK(InverseCdf::exponential(1e6)(0) == 0);
  CHECK(InverseCdf::gamma(1e6, 2)(0) == 0);
  CHECK(InverseCdf::lognormal(1e6, 0.1)(0) > 500'000);
}

TEST_CASE("the largest draw of an exponential is finite and has the right weight") {
  const auto table = InverseCdf::exponential(1e9);
  CHECK(static_cast<double>(table(last_draw)) / 1e9 == Approx(std::log(0x1p23) + 2).epsilon(1e-3));
  CHECK(static_cast<double>(table(last_draw - (std::uint64_t{1} << 41) + 1)) / 1e9 == Approx(std::log(0x1p23)).epsilon(1e-3));
}

TEST_CASE("no mean and no spread give constants") {
  for (const auto& table : {InverseCdf::exponential(0), InverseCdf::lognormal(0, 1), InverseCdf::gamma(0, 1)})
    for (const std::uint64_t draw : {std::uint64_t{0}, std::uint64_t{1} << 63, last_draw}) CHECK(table(draw) == 0);
  for (const auto& table : {InverseCdf::constant(17), InverseCdf::lognormal(17, 0), InverseCdf::gamma(17.2, 0),
                            InverseCdf::gamma(17, 1e-10), InverseCdf::pert(17, 17, 17)})
    for (const std::uint64_t draw : {std::uint64_t{0}, std::uint64_t{1} << 63, last_draw}) CHECK(table(draw) == 17);
  constexpr auto least = std::numeric_limits<std::int64_t>::min(), most = std::numeric_limits<std::int64_t>::max();
  CHECK(InverseCdf::constant(most)(last_draw) == most);
  CHECK(InverseCdf::constant(least)(0) == least);
}

TEST_CASE("a huge mean loses neither mean nor order") {
  const auto table = InverseCdf::exponential(1e15);  // [g]
  CHECK(std::fabs(table.mean() / 1e15 - 1) < 1e-9);
  CHECK(table(last_draw) > 17'000'000'000'000'000);
  CHECK(std::fabs(static_cast<double>(table(std::uint64_t{1} << 63)) / (1e15 * std::log(2.0)) - 1) < 1e-4);
}

TEST_CASE("rounding to whole units costs small exponentials 1 / (24 mean) and nothing else") {
  for (const double mean : {3.0, 30.0}) {
    const auto [rounded, deviation] = moments(InverseCdf::exponential(mean), mean);
    CHECK(rounded - mean == Approx(-1 / (24 * mean)).epsilon(0.05).margin(2e-5 * mean));
    CHECK(deviation == Approx(mean).epsilon(0.01));
  }
}

TEST_CASE("samples from streams behave as the distribution, within statistical limits") {
  const int n = 100'000;
  for (const auto& c : cases()) {
    INFO(c.name);
    Random random(7, sim::hash_name(c.name), 0, 0);
    double sum = 0;
    for (int i = 0; i < n; ++i) sum += static_cast<double>(c.table.sample(random)) - c.mean;
    CHECK(random.draws() == n);  // one uniform a draw
    CHECK(std::fabs(sum / n) < 4 * c.deviation / std::sqrt(n));
  }
}

TEST_CASE("parameters that make no distribution are refused") {
  const double nan = std::nan(""), infinity = std::numeric_limits<double>::infinity();
  for (const double bad : {-1.0, nan, infinity, 1e16}) {
    CHECK_THROWS_AS(InverseCdf::exponential(bad), std::invalid_argument);
    CHECK_THROWS_AS(InverseCdf::lognormal(bad, 1), std::invalid_argument);
    CHECK_THROWS_AS(InverseCdf::gamma(bad, 1), std::invalid_argument);
  }
  for (const double bad : {-0.1, nan, infinity, 101.0}) {
    CHECK_THROWS_AS(InverseCdf::lognormal(1, bad), std::invalid_argument);
    CHECK_THROWS_AS(InverseCdf::gamma(1, bad), std::invalid_argument);
  }
  CHECK_THROWS_AS(InverseCdf::gamma(9e15, 100), std::invalid_argument);  // draws beyond 64 bits
  CHECK_THROWS_AS(InverseCdf::pert(1, 0, 2), std::invalid_argument);
  CHECK_THROWS_AS(InverseCdf::pert(0, 3, 2), std::invalid_argument);
  CHECK_THROWS_AS(InverseCdf::pert(0, 1, std::numeric_limits<std::int64_t>::max()), std::invalid_argument);
}

// The bits of every sampler, whatever the CPU, compiler and optimisation level. A change here changes every result of the
// engine and therefore Random::layout_version.
TEST_CASE("samplers give the same numbers everywhere") {
  const std::vector<std::uint64_t> golden{0x8a514d6099d0371f, 0x64ebdaf682354a99, 0x4967c92442840de1, 0xd18dbb6a3de8c606,
                                          0xf3d8e66bf36fc9a7, 0x926809a86925fda5, 0xc2cbaac286183b2c, 0x69694353aa66aa33,
                                          0x9d8da86b8e7d4325, 0xc37b1518c0a28621};
  std::vector<std::uint64_t> hashes;
  for (const auto& c : cases()) {
    Random random(8, sim::hash_name(c.name), 0, 0);
    std::uint64_t hash = 0xcbf29ce484222325;
    for (int i = 0; i < 100'000; ++i) hash = (hash ^ static_cast<std::uint64_t>(c.table.sample(random))) * 0x100000001b3;
    hashes.push_back(hash);
  }
  CHECK(hashes == golden);
}

TEST_CASE("a PERT made again after many others of other shapes is the same, and one of the same shape is its scaled copy") {
  const InverseCdf first = InverseCdf::pert(0, 30'000, 100'000);
  for (std::int64_t mode = 1; mode < 200; ++mode) InverseCdf::pert(0, mode, 200);
  const InverseCdf again = InverseCdf::pert(0, 30'000, 100'000), wider = InverseCdf::pert(7, 300'007, 1'000'007);
  for (const std::uint64_t draw : walk()) {
    REQUIRE(first(draw) == again(draw));
    REQUIRE(std::llabs(wider(draw) - 7 - 10 * first(draw)) <= 6);
  }
}
