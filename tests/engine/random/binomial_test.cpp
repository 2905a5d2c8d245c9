#include "engine/random/binomial.h"

#include <cmath>
#include <vector>

#include "tests/catch.h"

using sim::binomial;

namespace {

sim::Random stream(std::uint64_t substream = 0) { return {1, sim::hash_name("binomial_test"), substream, 0}; }

}  // namespace

TEST_CASE("no trials, no chance and certainty need no luck, but still one draw") {
  sim::Random random = stream();
  CHECK(binomial(0, 0.5, random) == 0);
  CHECK(binomial(-3, 0.5, random) == 0);
  CHECK(binomial(10, 0, random) == 0);
  CHECK(binomial(10, -0.1, random) == 0);
  CHECK(binomial(10, 1, random) == 10);
  CHECK(binomial(10, 1.5, random) == 10);
  CHECK(random.draws() == 6);
}

TEST_CASE("counts of few trials come as often as their probabilities say") {
  const int draws = 200'000;
  for (const double p : {0.1, 0.5, 0.8}) {
    CAPTURE(p);
    sim::Random random = stream();
    std::vector<int> seen(4, 0);
    for (int i = 0; i < draws; ++i) ++seen.at(static_cast<std::size_t>(binomial(3, p, random)));
    const double q = 1 - p, expected[] = {q * q * q, 3 * p * q * q, 3 * p * p * q, p * p * p};
    for (std::size_t k = 0; k < 4; ++k) {
      const double deviation = std::sqrt(expected[k] * (1 - expected[k]) / draws);
      CHECK(std::fabs(static_cast<double>(seen[k]) / draws - expected[k]) < 4 * deviation);
    }
  }
}

TEST_CASE("mean and variance are right from one trial to ten million") {
  for (const std::int64_t n : {std::int64_t{1}, std::int64_t{40}, std::int64_t{1'000}, std::int64_t{10'000'000}})
    for (const double p : {1e-6, 0.02, 0.5, 0.97}) {
      CAPTURE(n, p);
      sim::Random random = stream();
      const int draws = 4'000;
      const double mean = static_cast<double>(n) * p, variance = mean * (1 - p);
      double sum = 0, squares = 0;
      for (int i = 0; i < draws; ++i) {
        const auto k = binomial(n, p, random);
        if (k < 0 || k > n) FAIL("out of range: " << k);
        sum += static_cast<double>(k) - mean, squares += (static_cast<double>(k) - mean) * (static_cast<double>(k) - mean);
      }
      CHECK(std::fabs(sum / draws) < 4.5 * std::sqrt(variance / draws) + 1e-9);
      if (mean > 5 && mean < static_cast<double>(n) - 5) CHECK(squares / draws == Approx(variance).epsilon(0.12));
    }
}

TEST_CASE("a larger chance never gives fewer successes from the same draw") {
  for (std::uint64_t draw = 0; draw < 50; ++draw) {
    std::int64_t before = 0;
    for (int percent = 0; percent <= 100; ++percent) {
      sim::Random random = stream(draw);
      const auto now = binomial(500, percent / 100.0, random);
      if (now < before) FAIL("fewer at " << percent << " % in draw " << draw);
      before = now;
    }
    CHECK(before == 500);
  }
}
