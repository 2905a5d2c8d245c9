// Weighted rank correlations.
#include "models/assessment/rank_correlation.h"

#include <cmath>

#include "tests/catch.h"

namespace {

using Values = std::vector<double>;
const Values equal(5, 0.2);

}  // namespace

TEST_CASE("what rises together has rank correlation 1, whatever its shape", "[statistics]") {
  CHECK(waste::rank_correlation(Values{1, 2, 3, 4, 5}, Values{1, 8, 27, 64, 125}, equal) == Approx(1));
  CHECK(waste::rank_correlation(Values{1, 2, 3, 4, 5}, Values{5, 4, 3, 2, 1}, equal) == Approx(-1));
}

TEST_CASE("rank correlation agrees with Spearman's by hand, ties included", "[statistics]") {
  // Ranks 1 2 3 4 5 and 2 1 4 3 5: 1 - 6 * 4 / (5 * 24).
  CHECK(waste::rank_correlation(Values{1, 2, 3, 4, 5}, Values{20, 10, 40, 30, 50}, equal) == Approx(0.8));
  // Ranks 1 2 3 4 5 and 1.5 1.5 3 4.5 4.5: 9 / sqrt(10 * 9).
  CHECK(waste::rank_correlation(Values{1, 2, 3, 4, 5}, Values{1, 1, 2, 3, 3}, equal) == Approx(9 / std::sqrt(90.0)));
}

TEST_CASE("a weight of two counts like the value twice", "[statistics]") {
  const Values twice(6, 1.0 / 6), weights{2.0 / 6, 1.0 / 6, 1.0 / 6, 1.0 / 6, 1.0 / 6};
  CHECK(waste::rank_correlation(Values{1, 2, 3, 4, 5}, Values{3, 1, 4, 2, 5}, weights) ==
        Approx(waste::rank_correlation(Values{1, 1, 2, 3, 4, 5}, Values{3, 3, 1, 4, 2, 5}, twice)));
}

TEST_CASE("what never varies has no rank correlation", "[statistics]") {
  CHECK(std::isnan(waste::rank_correlation(Values{1, 2, 3, 4, 5}, Values(5, 7.0), equal)));
}

TEST_CASE("the limit of chance falls with the number of values and rises with that of tries", "[statistics]") {
  CHECK(waste::chance_correlation(10, 1, 0.05) == Approx(0.632).margin(0.001));  // tables of Pearson's r, 8 degrees of freedom
  CHECK(waste::chance_correlation(100, 1, 0.05) == Approx(0.197).margin(0.001));
  CHECK(waste::chance_correlation(100, 1000, 0.05) > waste::chance_correlation(100, 1, 0.05));
  CHECK(waste::chance_correlation(3, 1, 0.05) == 1);
}
