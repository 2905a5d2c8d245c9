#include "models/assessment/forecast_score.h"

#include <cmath>
#include <numbers>
#include <vector>

#include "engine/random/exact_math.h"
#include "engine/random/random.h"
#include "tests/catch.h"

using waste::Ensemble;
using waste::score_forecast;

namespace {

/// Evenly spread quantiles of a normal distribution.
std::vector<double> normal_sample(std::size_t n, double mean, double sd) {
  std::vector<double> values;
  for (std::size_t i = 0; i < n; ++i)
    values.push_back(mean + sd * sim::exact::normal_quantile((static_cast<double>(i) + 0.5) / static_cast<double>(n)));
  return values;
}

}  // namespace

TEST_CASE("The score of a single value without error is its absolute error", "[score]") {
  const std::vector<double> one{70};
  const auto score = score_forecast({one, {}}, 73, 0);
  CHECK(score.crps == 3);
  CHECK(score.pit == 1);
  CHECK_FALSE(score.inside_90);
  CHECK(std::isnan(score.z));
}

TEST_CASE("The score of an ensemble is the mean error less half the mean difference of its values", "[score]") {
  const std::vector<double> four{1, 2, 3, 4};
  const auto score = score_forecast({four, {}}, 2.5, 0);
  CHECK(score.crps == Approx(1 - 0.625));
  CHECK(score.pit == 0.5);
  CHECK(score.inside_50);
  CHECK(score.z == 0);
}

TEST_CASE("A normal forecast has the score of Gneiting and Raftery's formula", "[score]") {
  const std::vector<double> one{0};
  for (const double observed : {0.0, 0.5, -2.0}) {
    const double density = std::exp(-observed * observed / 2) / std::sqrt(2 * std::numbers::pi);
    const double below = 0.5 * std::erfc(-observed / std::numbers::sqrt2);
    const double expected = observed * (2 * below - 1) + 2 * density - 1 / std::sqrt(std::numbers::pi);
    CHECK(score_forecast({one, {}}, observed, 1).crps == Approx(expected).epsilon(1e-9));
    CHECK(score_forecast({one, {}}, observed, 1).pit == Approx(below).epsilon(1e-9));
    const auto many = normal_sample(2000, 0, 1);
    CHECK(score_forecast({many, {}}, observed, 0).crps == Approx(expected).margin(1e-3));
  }
}

TEST_CASE("The error of the observation widens the forecast", "[score]") {
  const std::vector<double> narrow{10, 10.1, 9.9, 10};
  CHECK_FALSE(score_forecast({narrow, {}}, 11, 0).inside_90);
  CHECK(score_forecast({narrow, {}}, 11, 1).inside_90);
  CHECK(score_forecast({narrow, {}}, 11, 1).z == Approx(1).margin(0.01));
}

TEST_CASE("Weights count as copies of a value", "[score]") {
  const std::vector<double> values{1, 5}, weights{3, 1}, copies{1, 1, 1, 5};
  const auto weighted = score_forecast({values, weights}, 2, 0.3), copied = score_forecast({copies, {}}, 2, 0.3);
  CHECK(weighted.crps == Approx(copied.crps));
  CHECK(weighted.pit == Approx(copied.pit));
}

TEST_CASE("Observations drawn from the forecast lie within its 50 and 90 % as often as that", "[score]") {
  const auto forecast = normal_sample(99, 20, 3);
  sim::Random random(1, 2, 3, 4);
  int inside_50 = 0, inside_90 = 0;
  constexpr int trials = 4000;
  for (int i = 0; i < trials; ++i) {
    const double p = (static_cast<double>(random.next() >> 11) + 0.5) * 0x1p-53;
    const auto score = score_forecast({forecast, {}}, 20 + 3 * sim::exact::normal_quantile(p), 0);
    inside_50 += score.inside_50;
    inside_90 += score.inside_90;
  }
  CHECK(inside_50 / static_cast<double>(trials) == Approx(0.5).margin(0.04));
  CHECK(inside_90 / static_cast<double>(trials) == Approx(0.9).margin(0.03));
}

TEST_CASE("Skill is the share of the yardstick's error that is avoided", "[score]") {
  CHECK(waste::skill(1, 4) == 0.75);
  CHECK(waste::skill(6, 4) == -0.5);
  CHECK(std::isnan(waste::skill(1, 0)));
}
