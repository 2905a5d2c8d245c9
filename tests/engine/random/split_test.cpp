#include "engine/random/split.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

#include "tests/catch.h"

using sim::apportion;
using sim::Random;
using sim::Split;
using Parts = std::vector<std::int64_t>;
using Weights = std::vector<double>;

namespace {

std::int64_t sum(const Parts& parts) { return std::accumulate(parts.begin(), parts.end(), std::int64_t{0}); }

}  // namespace

TEST_CASE("apportion gives the largest remainders the rest, ties to the lower index") {
  CHECK(apportion(10, Parts{1, 1, 1}) == Parts{4, 3, 3});
  CHECK(apportion(11, Parts{1, 1, 1}) == Parts{4, 4, 3});
  CHECK(apportion(1, Parts{1, 2, 1}) == Parts{0, 1, 0});
  CHECK(apportion(100, Parts{47000, 16000, 15900, 12000, 6000, 3100}) == Parts{47, 16, 16, 12, 6, 3});  // a textbook election
  CHECK(apportion(7, Parts{0, 5, 0}) == Parts{0, 7, 0});
  CHECK(apportion(0, Parts{0, 0}) == Parts{0, 0});
  CHECK(apportion(0, Parts{}).empty());
}

TEST_CASE("apportion splits by fractions as a person would") {
  CHECK(apportion(100, Weights{0.6, 0.4}) == Parts{60, 40});
  CHECK(apportion(1'000'000'000'000'000, Weights{0.6, 0.3, 0.1}) == Parts{600'000'000'000'000, 300'000'000'000'000, 100'000'000'000'000});
  CHECK(apportion(9, Weights{1e-300, 2e-300}) == Parts{3, 6});
  CHECK(apportion(9, Weights{1e300, 2e300}) == Parts{3, 6});
  CHECK(apportion(9, Weights{5e-324, 5e-324, 5e-324}) == Parts{3, 3, 3});
}

TEST_CASE("a negative total is split as the mirror image") {
  CHECK(apportion(-10, Parts{1, 1, 1}) == Parts{-4, -3, -3});
  constexpr auto least = std::numeric_limits<std::int64_t>::min(), most = std::numeric_limits<std::int64_t>::max();
  CHECK(apportion(least, Parts{7}) == Parts{least});
  CHECK(apportion(most, Parts{most, most, most}) == Parts{most / 3 + 1, most / 3, most / 3});
  CHECK(sum(apportion(least, Parts{1, 2})) == least);
}

TEST_CASE("apportion refuses what cannot be split") {
  CHECK_THROWS_AS(apportion(1, Parts{0, 0}), std::invalid_argument);
  CHECK_THROWS_AS(apportion(1, Parts{}), std::invalid_argument);
  CHECK_THROWS_AS(apportion(1, Parts{2, -1}), std::invalid_argument);
  CHECK_THROWS_AS(apportion(1, Weights{2, -1}), std::invalid_argument);
  CHECK_THROWS_AS(apportion(1, Weights{2, std::nan("")}), std::invalid_argument);
  CHECK_THROWS_AS(apportion(1, Weights{2, std::numeric_limits<double>::infinity()}), std::invalid_argument);
  Parts parts(3);
  CHECK_THROWS_AS(apportion(1, Weights{1, 1}, parts), std::invalid_argument);
}

TEST_CASE("every part is its quota rounded down or up, in place as well, for few and for many parts") {
  Random random(1, 0, 0, 0);
  for (int round = 0; round < 3000; ++round) {
    Parts weights(1 + random.below(round % 10 == 0 ? 200 : 12));
    for (auto& weight : weights) weight = random.bernoulli(0.2) ? 0 : static_cast<std::int64_t>(random.below(1'000'000));
    weights.front() += 1;
    const auto total = static_cast<std::int64_t>(random.below(random.bernoulli(0.5) ? 20 : 1'000'000'000'000));
    const auto parts = apportion(total, weights);
    REQUIRE(sum(parts) == total);
    const std::int64_t all = sum(weights);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const auto quota = static_cast<sim::Int128>(total) * weights[i];
      REQUIRE((static_cast<sim::Int128>(parts[i]) * all > quota - all && static_cast<sim::Int128>(parts[i]) * all < quota + all));
      REQUIRE((weights[i] > 0 || parts[i] == 0));
    }
    apportion(total, std::span<const std::int64_t>{weights}, weights);
    REQUIRE(weights == parts);
  }
}

TEST_CASE("random splits stay on the simplex to the gram") {
  Random random(2, 0, 0, 0);
  for (int set = 0; set < 10; ++set) {
    Weights weights(2 + random.below(5));
    for (auto& weight : weights) weight = random.bernoulli(0.25) ? 0 : random.uniform();
    weights.back() += 0.01;
    const Split split(weights, set % 2 == 0 ? 0.3 : 40);
    for (int i = 0; i < 1000; ++i) {
      const std::int64_t total = i == 0 ? 0 : static_cast<std::int64_t>(random.below(i % 2 == 0 ? 10 : 1'000'000'000'000'000));
      const auto before = random.draws();
      const auto parts = split(total, random);
      REQUIRE(random.draws() == before + weights.size());
      REQUIRE(sum(parts) == total);
      for (std::size_t k = 0; k < parts.size(); ++k) {
        REQUIRE(parts[k] >= 0);
        REQUIRE((weights[k] > 0 || parts[k] == 0));
      }
    }
  }
}

TEST_CASE("random splits have the means, variances and covariances of a Dirichlet distribution") {
  const Weights weights{5, 3, 2};
  const double concentration = 20, total = 1e12;
  const Split split(weights, concentration);
  Random random(3, 0, 0, 0);
  const int n = 50'000;
  double mean[3] = {}, square[3] = {}, product = 0;
  for (int i = 0; i < n; ++i) {
    const auto parts = split(static_cast<std::int64_t>(total), random);
    for (int k = 0; k < 3; ++k) {
      const double share = static_cast<double>(parts[k]) / total - weights[k] / 10;
      mean[k] += share / n;
      square[k] += share * share / n;
    }
    product += (static_cast<double>(parts[0]) / total - 0.5) * (static_cast<double>(parts[1]) / total - 0.3) / n;
  }
  for (int k = 0; k < 3; ++k) {
    const double share = weights[k] / 10, variance = share * (1 - share) / (concentration + 1);
    CHECK(std::fabs(mean[k]) < 4 * std::sqrt(variance / n));
    CHECK(square[k] == Approx(variance).epsilon(4 * std::sqrt(2.0 / n)));
  }
  CHECK(product == Approx(-0.5 * 0.3 / 21).epsilon(0.05));
}

TEST_CASE("a split with draws below resolution falls back to the weights") {
  const Split split(Weights{1, 1, 2}, 1e-3);  // nearly always one part takes all
  Random random(4, 0, 0, 0);
  int whole = 0;
  for (int i = 0; i < 1000; ++i) {
    const auto parts = split(400, random);
    REQUIRE(sum(parts) == 400);
    whole += *std::max_element(parts.begin(), parts.end()) == 400 || parts == Parts{100, 100, 200};
  }
  CHECK(whole > 980);
}

TEST_CASE("a split refuses weights and totals that make no sense") {
  CHECK_THROWS_AS(Split(Weights{}, 10), std::invalid_argument);
  CHECK_THROWS_AS(Split(Weights{0, 0}, 10), std::invalid_argument);
  CHECK_THROWS_AS(Split(Weights{1, -1}, 10), std::invalid_argument);
  CHECK_THROWS_AS(Split(Weights{1, std::nan("")}, 10), std::invalid_argument);
  CHECK_THROWS_AS(Split(Weights{1, 1}, 0), std::invalid_argument);
  Random random(5, 0, 0, 0);
  CHECK_THROWS_AS(Split(Weights{1}, 1)(-1, random), std::invalid_argument);
}

TEST_CASE("random splits give the same grams everywhere") {
  const Split split(Weights{0.62, 0.2, 0.1, 0.05, 0.03, 0}, 30);
  Random random(6, 0, 0, 0);
  std::uint64_t hash = 0xcbf29ce484222325;
  for (int i = 0; i < 20'000; ++i)
    for (const auto part : split(9'876'543 + i, random)) hash = (hash ^ static_cast<std::uint64_t>(part)) * 0x100000001b3;
  CHECK(hash == 0x2582c9467f441d61);
}
