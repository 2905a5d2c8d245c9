#include "models/assessment/statistics.h"

#include <cmath>
#include <limits>

#include "engine/random/exact_math.h"
#include "engine/random/random.h"
#include "tests/catch.h"

using waste::summarise;

TEST_CASE("Student's t quantiles are those of the tables") {
  CHECK(waste::student_quantile(0.05, 1) == Approx(12.7062047361747).epsilon(1e-12));
  CHECK(waste::student_quantile(0.05, 29) == Approx(2.0452296421327).epsilon(1e-12));
  CHECK(waste::student_quantile(0.05, 9999) == Approx(1.96020126362136).epsilon(1e-10));
  CHECK(waste::student_outside(5, 9) == Approx(0.000738967909803243).epsilon(1e-10));
}

TEST_CASE("A symmetric sample has Student's interval, a skewed one an interval that reaches farther to its long side") {
  const auto even = summarise(std::vector<double>{1, 2, 3, 4, 5});
  CHECK(even.mean == 3);
  CHECK(even.sd == Approx(1.5811388300841898));
  CHECK(even.low == Approx(3 - 2.7764451051977934 * 1.5811388300841898 / std::sqrt(5.0)));
  CHECK(even.high + even.low == Approx(6));
  const auto skewed = summarise(std::vector<double>{1, 1, 1, 1, 2, 2, 3, 9});
  CHECK(skewed.high - skewed.mean > 1.5 * (skewed.mean - skewed.low));
}

TEST_CASE("Quantiles are linear between the order statistics, and NaN counts as no value") {
  const auto summary = summarise(std::vector<double>{4, std::nan(""), 1, 3, 2, 5});
  CHECK(summary.count == 5);
  CHECK(summary.q25 == 2);
  CHECK(summary.q50 == 3);
  CHECK(summary.q95 == Approx(4.8));
  CHECK(summary.q05 == Approx(1.2));
}

TEST_CASE("One value has a mean and no interval, equal values have an interval of no width, none have nothing") {
  const auto one = summarise(std::vector<double>{7});
  CHECK(one.mean == 7);
  CHECK(one.q95 == 7);
  CHECK(std::isnan(one.sd));
  CHECK(std::isnan(one.low));
  const auto equal = summarise(std::vector<double>(30, 0.1));
  CHECK(equal.sd == 0);
  CHECK(equal.low == 0.1);
  CHECK(equal.high == 0.1);
  CHECK(std::isnan(summarise({}).mean));
  CHECK(std::isnan(summarise({}).q50));
}

TEST_CASE("Thirty exponential replicas: the interval covers the mean in 94 to 96 of 100 runs, where a t-interval covers 93") {
  sim::Random random(1, 2, 3, 4);
  constexpr int runs = 10000;
  int covered = 0;
  for (int run = 0; run < runs; ++run) {
    std::vector<double> sample;
    for (int i = 0; i < 30; ++i) sample.push_back(-sim::exact::log(1 - random.uniform()));
    const auto summary = summarise(sample);
    covered += summary.low <= 1 && 1 <= summary.high;
  }
  CHECK(covered / double{runs} == Approx(0.95).margin(0.007));
}

TEST_CASE("A paired test answers as the tables do, and a constant shift is certain") {
  const std::vector<double> a{10, 12, 9, 11}, b{11, 14, 9.5, 12.5};
  const auto test = waste::paired_test(a, b);
  CHECK(test.pairs == 4);
  CHECK(test.p == Approx(0.0304662917).epsilon(1e-6));
  CHECK(waste::paired_test(a, a).p == 1);
  const std::vector<double> shifted{11, 13, 10, 12};
  CHECK(waste::paired_test(a, shifted).p == 0);
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(waste::paired_test(std::vector<double>{1, nan, 2}, std::vector<double>{1, 5, nan}).pairs == 1);
}
