#include "models/scenario/rank.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <vector>

#include "engine/random/exact_math.h"
#include "tests/catch.h"

namespace waste {
namespace {

constexpr std::uint64_t draws = 4096;

std::vector<double> ranks(const RankName& name, const RankName& cause = {}, double loading = 0) {
  std::vector<double> all;
  for (std::uint64_t r = 0; r < draws; ++r) all.push_back(rank_of(name, cause, loading, 1, r));
  return all;
}

/// Spearman's correlation of values that are uniform already.
double correlation(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - 0.5) * (b[i] - 0.5);
  return 12 * sum / static_cast<double>(a.size());
}

/// Largest distance of the empirical distribution from the uniform one.
double distance(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  double most = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double n = static_cast<double>(values.size());
    most = std::max({most, std::abs(values[i] - static_cast<double>(i) / n), std::abs(values[i] - static_cast<double>(i + 1) / n)});
  }
  return most;
}

}  // namespace

TEST_CASE("every scramble is stratified at every power of two of its replicas", "[draws]") {
  for (const RankName& name : {RankName{"a.listed", 40}, RankName{"an.unlisted"}})
    for (std::uint64_t scramble = 0; scramble < scrambles; ++scramble)
      for (std::uint64_t points = 1; points <= 64; points *= 2) {
        std::set<int> strata;
        for (std::uint64_t i = 0; i < points; ++i)
          strata.insert(static_cast<int>(rank_of(name, 1, i * scrambles + scramble) * static_cast<double>(points)));
        CHECK(strata.size() == points);
      }
}

TEST_CASE("a rank is that of its path, replica and seed, and of nothing else", "[draws]") {
  CHECK(rank_of({"a", 3}, 1, 9) == rank_of({"a", 3}, 1, 9));
  CHECK(rank_of({"a", 3}, 1, 9) != rank_of({"b", 3}, 1, 9));
  CHECK(rank_of({"a", 3}, 1, 9) != rank_of({"a", 3}, 2, 9));
  CHECK(rank_of({"a", 3}, 1, 9) != rank_of({"a", 3}, 1, 17));
}

TEST_CASE("a value that is refused is drawn again within its stratum, and at last anywhere", "[draws]") {
  const RankName name{"a", 5};
  const std::uint64_t replica = 5 * scrambles + 2;  // the sixth point, of strata of 1/8
  const double first = rank_of(name, 1, replica);
  std::set<double> seen{first};
  std::set<int> strata;
  for (int attempt = 1; attempt <= 50; ++attempt) {
    const double again = rank_of(name, 1, replica, attempt);
    CHECK((again > 0 && again < 1));
    seen.insert(again);
    if (attempt <= 8) CHECK(std::floor(again * 8) == std::floor(first * 8));
    else strata.insert(static_cast<int>(again * 8));
  }
  CHECK(seen.size() == 51);
  CHECK(strata.size() > 4);
}

TEST_CASE("values with a common cause have the rank correlation that is asked for, and stay uniform", "[draws]") {
  for (const double asked : {0.2, 0.5, 0.8}) {
    const double loading = std::sqrt(gaussian_correlation(asked));
    const RankName cause{"common_causes.c", 0};
    const auto a = ranks({"a", 1}, cause, loading), b = ranks({"b", 2}, cause, loading), c = ranks({"c"}, cause, -loading);
    CHECK(std::abs(correlation(a, b) - asked) < 0.03);
    CHECK(std::abs(correlation(a, c) + asked) < 0.03);
    CHECK(std::abs(correlation(b, c) + asked) < 0.03);
    for (const auto& values : {a, b, c}) CHECK(distance(values) < 1.36 / std::sqrt(static_cast<double>(draws)));
  }
}

TEST_CASE("a loading of zero changes no draw", "[draws]") { CHECK(ranks({"a", 1}) == ranks({"a", 1}, {"c", 0}, 0)); }

TEST_CASE("rank correlations of the normal distribution are those of Pearson's formula", "[draws]") {
  CHECK(gaussian_correlation(0) == 0);
  CHECK(gaussian_correlation(0.5) == Approx(2 * 0.258819045102521).epsilon(1e-14));
  CHECK(gaussian_correlation(1) == Approx(1).epsilon(1e-14));
}

}  // namespace waste
