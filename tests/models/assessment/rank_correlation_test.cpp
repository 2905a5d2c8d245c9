// Rank correlations, one quantity after another.
#include "models/assessment/rank_correlation.h"

#include <cmath>
#include <numbers>

#include "tests/catch.h"

namespace {

using Values = std::vector<double>;

double correlation(const Values& a, const Values& b) {
  const Values x = waste::unit_ranks(a), y = waste::unit_ranks(b);
  double sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i) sum += x[i] * y[i];
  return sum;
}

/// Values between 0 and 1 without a pattern: a Weyl sequence of its own for each quantity.
Values scattered(std::size_t which, std::size_t number) {
  Values values;
  for (std::size_t i = 1; i <= number; ++i) {
    const double x = static_cast<double>(i * i) * std::sqrt(static_cast<double>(which) + 2) * std::numbers::pi;
    values.push_back(x - std::floor(x));
  }
  return values;
}

}  // namespace

TEST_CASE("what rises together has rank correlation 1, whatever its shape", "[statistics]") {
  CHECK(correlation({1, 2, 3, 4, 5}, {1, 8, 27, 64, 125}) == Approx(1));
  CHECK(correlation({1, 2, 3, 4, 5}, {5, 4, 3, 2, 1}) == Approx(-1));
  CHECK(correlation({1, 2, 3, 4, 5}, Values(5, 7.0)) == 0);
}

TEST_CASE("rank correlation agrees with Spearman's by hand, ties included", "[statistics]") {
  // Ranks 1 2 3 4 5 and 2 1 4 3 5: 1 - 6 * 4 / (5 * 24).
  CHECK(correlation({1, 2, 3, 4, 5}, {20, 10, 40, 30, 50}) == Approx(0.8));
  // Ranks 1 2 3 4 5 and 1.5 1.5 3 4.5 4.5: 9 / sqrt(10 * 9).
  CHECK(correlation({1, 2, 3, 4, 5}, {1, 1, 2, 3, 3}) == Approx(9 / std::sqrt(90.0)));
}

TEST_CASE("those that decide are found among many, in their order, and what resembles one of them is not", "[statistics]") {
  constexpr std::size_t number = 200, many = 300;
  std::vector<Values> drawn;
  for (std::size_t which = 0; which < many; ++which) drawn.push_back(scattered(which, number));
  Values result;
  for (std::size_t i = 0; i < number; ++i) result.push_back(3 * drawn[7][i] - 2 * drawn[40][i]);
  for (std::size_t i = 0; i < number; ++i) drawn[90][i] = drawn[7][i] + 0.3 * drawn[91][i];  // rises with the first
  std::vector<Values> ranks;
  for (const Values& values : drawn) ranks.push_back(waste::unit_ranks(values));
  ranks[5].clear();  // never varied
  const auto steps = waste::rank_steps(ranks, result, 5, 0.05);
  REQUIRE(steps.size() >= 2);
  CHECK((steps[0].which == 7 && steps[0].correlation > 0.7));
  CHECK((steps[1].which == 40 && steps[1].correlation < -0.7));
  for (const auto& step : steps) CHECK(step.which != 90);
}

TEST_CASE("nothing decides what has nothing to do with any of them", "[statistics]") {
  std::vector<Values> ranks;
  for (std::size_t which = 0; which < 300; ++which) ranks.push_back(waste::unit_ranks(scattered(which, 100)));
  CHECK(waste::rank_steps(ranks, scattered(1000, 100), 5, 0.05).empty());
  CHECK(waste::rank_steps(ranks, Values(100, 7.0), 5, 0.05).empty());
}

TEST_CASE("the limit of chance falls with the number of values and rises with that of tries", "[statistics]") {
  CHECK(waste::chance_correlation(10, 1, 0.05) == Approx(0.632).margin(0.001));  // tables of Pearson's r, 8 degrees of freedom
  CHECK(waste::chance_correlation(100, 1, 0.05) == Approx(0.197).margin(0.001));
  CHECK(waste::chance_correlation(100, 1000, 0.05) > waste::chance_correlation(100, 1, 0.05));
  CHECK(waste::chance_correlation(3, 1, 0.05) == 1);
}
