#include "models/assessment/weights.h"

#include <cmath>

#include "engine/random/exact_math.h"
#include "engine/random/random.h"
#include "models/assessment/statistics.h"
#include "tests/catch.h"

namespace waste {
namespace {

HindcastFacts row(double stated, double sd) {
  HindcastFacts facts;
  facts.stated = stated;
  facts.sd = sd;
  return facts;
}

/// A normal prior of mean 100 and sd 10, seen through a figure of 108 with sd 4.
constexpr double prior = 100, spread = 10, seen = 108, noise = 4;
constexpr double posterior_variance = 1 / (1 / (spread * spread) + 1 / (noise * noise));
constexpr double posterior_mean = posterior_variance * (prior / (spread * spread) + seen / (noise * noise));

std::vector<double> drawn_from_prior(std::uint64_t replicate, int n) {
  std::vector<double> values;
  for (int i = 0; i < n; ++i) {
    sim::Random random(replicate, 1, 2, static_cast<std::uint64_t>(i));
    values.push_back(prior + spread * sim::exact::normal_quantile(random.uniform() + 0x1p-54));
  }
  return values;
}

std::vector<double> conditioned(const std::vector<double>& values) { return weights_of(std::vector{row(seen, noise / seen)}, values); }

}  // namespace

TEST_CASE("weights find the known posterior of a normal prior", "[weights]") {
  const auto values = drawn_from_prior(1, 100'000);
  const auto summary = summarise(values, Bounds::none, conditioned(values));
  CHECK(summary.mean == Approx(posterior_mean).margin(0.06));
  CHECK(summary.sd == Approx(std::sqrt(posterior_variance)).margin(0.06));
  const double wing = 1.6448536269514722 * std::sqrt(posterior_variance);
  CHECK(summary.q05 == Approx(posterior_mean - wing).margin(0.15));
  CHECK(summary.q95 == Approx(posterior_mean + wing).margin(0.15));
}

TEST_CASE("weighting errs less than accepting, at the same number of replicas", "[weights]") {
  constexpr int replicas = 32, replicates = 400;
  double by_weight = 0, by_acceptance = 0, narrow = 0;
  for (int k = 1; k <= replicates; ++k) {
    const auto values = drawn_from_prior(static_cast<std::uint64_t>(k), replicas);
    const double weighted = summarise(values, Bounds::none, conditioned(values)).mean;
    by_weight += (weighted - posterior_mean) * (weighted - posterior_mean);
    for (const bool two : {true, false}) {  // accepted within two sd, or one
      std::vector<double> accepted;
      for (const double x : values)
        if (std::abs(x - seen) <= (two ? 2 : 1) * noise) accepted.push_back(x);
      const double mean = accepted.empty() ? prior : summarise(accepted).mean;
      (two ? by_acceptance : narrow) += (mean - posterior_mean) * (mean - posterior_mean);
    }
  }
  CHECK(by_weight < by_acceptance);
  CHECK(by_weight < narrow);
}

TEST_CASE("equal replicas have equal weights, and a row without sd or value does not weigh", "[weights]") {
  const std::vector rows{row(10, 0.1), row(5, 0)};
  const auto equal = weights_of(rows, std::vector{9.0, 1.0, 9.0, 7.0});
  CHECK(equal == std::vector{0.5, 0.5});
  CHECK(weights_of(std::vector{row(5, 0)}, std::vector{1.0, 2.0}).empty());
  CHECK(weights_of(rows, std::vector{std::nan(""), 1.0, std::nan(""), 7.0}).empty());
}

TEST_CASE("one sd off costs a factor of exp(-1/2), and hopeless replicas still have weights", "[weights]") {
  const auto weights = weights_of(std::vector{row(10, 0.1)}, std::vector{10.0, 11.0});
  CHECK(weights[1] / weights[0] == Approx(std::exp(-0.5)).epsilon(1e-12));
  const auto far = weights_of(std::vector{row(10, 0.001)}, std::vector{20.0, 21.0});
  CHECK(far[0] == Approx(1));
  CHECK(effective_number(far) == Approx(1));
}

TEST_CASE("the effective number is that of equal weights, and says what bands are worth", "[weights]") {
  CHECK(effective_number(std::vector<double>(16, 0.0625)) == Approx(16));
  CHECK(effective_number(std::vector{0.5, 0.25, 0.25}) == Approx(8.0 / 3));
  CHECK(trust(1.9, 100) == Trust::none);
  CHECK(trust(9.9, 16) == Trust::small);
  CHECK(trust(12, 200) == Trust::small);
  CHECK(trust(12, 100) == Trust::good);
}

}  // namespace waste
