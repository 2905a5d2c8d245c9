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

TEST_CASE("The interval of a probability is Wilson's, and eight of eight are not certain") {
  const auto seven = waste::probability_interval(7.0 / 8, 8);  // the roots of (p - x)^2 = z^2 x (1 - x) / n
  CHECK(seven.low == Approx(0.5291118177).epsilon(1e-9));
  CHECK(seven.high == Approx(0.9775825085).epsilon(1e-9));
  const auto all = waste::probability_interval(1, 8);
  CHECK(all.low == Approx(8 / (8 + 1.959963984540054 * 1.959963984540054)));
  CHECK(all.high == 1);
  CHECK(std::isnan(waste::probability_interval(0.5, 0).low));
  CHECK(std::isnan(waste::probability_interval(std::nan(""), 8).low));
}

TEST_CASE("The interval of a mean percentage never leaves 0 to 100, and equal values at a bound leave room") {
  const std::vector<double> near{87, 99, 99.5, 100, 98, 100, 99, 100};
  CHECK(summarise(near).high > 100);  // what Hall's interval says
  const auto bounded = summarise(near, waste::Bounds::percentage);
  CHECK(bounded.mean == summarise(near).mean);
  CHECK(bounded.high < 100);
  CHECK(bounded.low < bounded.mean);
  const auto certain = summarise(std::vector<double>(8, 100.0), waste::Bounds::percentage);
  CHECK(certain.high == 100);
  CHECK(certain.low == Approx(100 * waste::probability_interval(1, 8).low));
  const auto fixed = summarise(std::vector<double>(8, 38.6), waste::Bounds::percentage);
  CHECK(fixed.low == 38.6);  // no chance was seen
  CHECK(fixed.high == 38.6);
}

TEST_CASE("A value beyond 100 shows that a rate is no percentage, so its interval is that of any mean") {
  const std::vector<double> beyond{97, 99, 102, 101, 98, 99, 100, 99};
  CHECK(summarise(beyond, waste::Bounds::percentage).high == summarise(beyond).high);
}

TEST_CASE("Skewed percentages: the interval covers the mean in 91 to 99 of 100 runs from 5 replicas on", "[.][long]") {
  constexpr int runs = 10000;
  const auto power = [](double exponent) {  // of a uniform number: mean 1 / (1 + exponent)
    return [exponent](sim::Random& random) { return sim::exact::pow(random.uniform(), exponent); };
  };
  for (const double exponent : {0.02, 0.2, 1.0, 3.0})
    for (const int n : {5, 8, 10, 30, 100}) {
      sim::Random random(1, 2, 3, static_cast<std::uint64_t>(n));
      int covered = 0;
      for (int run = 0; run < runs; ++run) {
        std::vector<double> sample;
        for (int i = 0; i < n; ++i) sample.push_back(100 * power(exponent)(random));
        const auto summary = summarise(sample, waste::Bounds::percentage);
        REQUIRE(summary.low >= 0);
        REQUIRE(summary.high <= 100);
        const double mean = 100 / (1 + exponent);
        covered += summary.low <= mean && mean <= summary.high;
      }
      INFO("exponent " << exponent << ", " << n << " replicas: " << covered << " of " << runs);
      CHECK(covered >= 0.91 * runs);
      CHECK(covered <= 0.99 * runs);
    }
}

TEST_CASE("The smallest visible difference is the one whose test just reaches the level") {
  const std::vector<double> a{10, 12, 9, 11}, b{11, 14, 9.5, 12.5};
  const auto test = waste::paired_test(a, b);
  CHECK(waste::smallest_visible(test, test.p) == Approx(1.25));  // the mean difference itself
  CHECK(waste::smallest_visible(test, test.p / 10) > 1.25);
  CHECK(waste::smallest_visible(waste::paired_test(a, a), 0.01) == 0);
  CHECK(std::isinf(waste::smallest_visible(waste::PairedTest{}, 0.01)));
}

TEST_CASE("Equal weights change nothing but rounding, whatever the sample") {
  for (const auto bounds : {waste::Bounds::none, waste::Bounds::percentage})
    for (const auto& sample : {std::vector<double>{1, 1, 1, 1, 2, 2, 3, 9}, {80, std::nan(""), 95, 99, 91.5}, {3, 7}, {5, 5, 5}, {4}}) {
      const auto plain = summarise(sample, bounds), weighted = summarise(sample, bounds, std::vector<double>(sample.size(), 0.3));
      CHECK(weighted.count == plain.count);
      for (const auto figure : {&waste::Summary::mean, &waste::Summary::sd, &waste::Summary::low, &waste::Summary::high,
                                &waste::Summary::q05, &waste::Summary::q25, &waste::Summary::q50, &waste::Summary::q95}) {
        if (std::isnan(plain.*figure)) CHECK(std::isnan(weighted.*figure));
        else CHECK(weighted.*figure == Approx(plain.*figure).epsilon(1e-9));
      }
    }
}

TEST_CASE("A value without weight counts as if it were absent, a doubled one as two in mean and share") {
  const auto without = summarise(std::vector<double>{1, 2, 4, 8}),
             with = summarise(std::vector<double>{1, 2, 99, 4, 8}, waste::Bounds::none, std::vector<double>{1, 1, 0, 1, 1});
  CHECK(with.mean == Approx(without.mean));
  CHECK(with.q95 == Approx(without.q95));
  CHECK(with.high == Approx(without.high));
  CHECK(summarise(std::vector<double>{1, 4}, waste::Bounds::none, std::vector<double>{2, 1}).mean == 2);
  CHECK(waste::share_of({true, false, false}, std::vector<double>{2, 1, 1}) == 0.5);
  CHECK(waste::share_of({true, false, false, true}) == 0.5);
  CHECK(std::isnan(waste::share_of({})));
}

TEST_CASE("Fewer than two effective values have no interval") {
  const auto one = summarise(std::vector<double>{1, 2, 3}, waste::Bounds::none, std::vector<double>{1, 0.01, 0.01});
  CHECK(one.count == 3);
  CHECK(std::isnan(one.low));
  CHECK_FALSE(std::isnan(one.q50));
}
