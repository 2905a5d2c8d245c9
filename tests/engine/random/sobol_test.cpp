#include "engine/random/sobol.h"

#include <array>
#include <cmath>
#include <set>
#include <vector>

#include "engine/random/exact_math.h"
#include "engine/random/random.h"
#include "tests/catch.h"

namespace {

using sim::Scramble;

double fraction(std::uint32_t coordinate) { return static_cast<double>(coordinate) * 0x1p-32; }

double point(std::uint32_t dimension, std::uint32_t index, std::uint64_t number) {
  return sim::scrambled(sim::sobol(dimension, index), Scramble{7, dimension, number});
}

/// Whether each of `count` equal intervals holds one of the values.
template <class Value>
bool stratified(std::uint32_t count, Value value) {
  std::set<std::uint32_t> hit;
  for (std::uint32_t i = 0; i < count; ++i) hit.insert(static_cast<std::uint32_t>(value(i) * count));
  return hit.size() == count;
}

}  // namespace

TEST_CASE("the first points of the sequence are those that Joe and Kuo print", "[sobol]") {
  // new-joe-kuo-6, three dimensions: the example of their page.
  const std::vector<std::array<double, 3>> printed{{0, 0, 0},
                                                   {0.5, 0.5, 0.5},
                                                   {0.75, 0.25, 0.25},
                                                   {0.25, 0.75, 0.75},
                                                   {0.375, 0.375, 0.625},
                                                   {0.875, 0.875, 0.125},
                                                   {0.625, 0.125, 0.875},
                                                   {0.125, 0.625, 0.375},
                                                   {0.1875, 0.3125, 0.9375},
                                                   {0.6875, 0.8125, 0.4375}};
  for (std::uint32_t i = 0; i < printed.size(); ++i)
    for (std::uint32_t d = 0; d < 3; ++d) CHECK(fraction(sim::sobol(d, i)) == printed[i][d]);
}

TEST_CASE("every prefix of 2^k points is stratified in every dimension, scrambled or not", "[sobol]") {
  for (const std::uint32_t d : {0U, 1U, 2U, 17U, 616U, 1000U, sim::sobol_dimensions - 1})
    for (std::uint32_t count = 1; count <= 1024; count *= 2) {
      CHECK(stratified(count, [&](std::uint32_t i) { return fraction(sim::sobol(d, i)); }));
      CHECK(stratified(count, [&](std::uint32_t i) { return point(d, i, 3); }));
      CHECK(stratified(count, [&](std::uint32_t i) { return sim::shuffled_van_der_corput(i, {7, d, 3}); }));
    }
}

TEST_CASE("pairs of the first dimensions fill every elementary box, and scrambling keeps that", "[sobol]") {
  constexpr std::uint32_t points = 256;
  for (std::uint32_t columns = 1; columns <= points; columns *= 2) {
    std::set<std::pair<std::uint32_t, std::uint32_t>> boxes, scrambled_boxes;
    const auto box = [&](double x, double y) {
      return std::pair(static_cast<std::uint32_t>(x * columns), static_cast<std::uint32_t>(y * (points / columns)));
    };
    for (std::uint32_t i = 0; i < points; ++i) {
      boxes.insert(box(fraction(sim::sobol(0, i)), fraction(sim::sobol(1, i))));
      scrambled_boxes.insert(box(point(0, i, 1), point(1, i, 1)));
    }
    CHECK(boxes.size() == points);
    CHECK(scrambled_boxes.size() == points);
  }
}

TEST_CASE("ranks of unlisted values are not correlated, whatever the pair", "[sobol]") {
  constexpr std::uint32_t points = 4096;
  for (std::uint64_t other = 1; other <= 8; ++other) {
    double sum = 0;
    for (std::uint32_t i = 0; i < points; ++i)
      sum += (sim::shuffled_van_der_corput(i, {7, 0, 0}) - 0.5) * (sim::shuffled_van_der_corput(i, {7, other, 0}) - 0.5);
    CHECK(std::abs(12 * sum / points) < 4 / std::sqrt(points));
  }
}

TEST_CASE("a scrambled point is uniform over the scrambles", "[sobol]") {
  constexpr int scrambles = 4096, bins = 16;
  for (const std::uint32_t index : {0U, 1U, 6U}) {
    std::array<int, bins> count{};
    for (std::uint64_t s = 0; s < scrambles; ++s) ++count[static_cast<std::size_t>(point(2, index, s) * bins)];
    double chi = 0;
    for (const int n : count) chi += (n - scrambles / bins) * (n - scrambles / bins) / (1.0 * scrambles / bins);
    CHECK(chi < 37.7);  // 99.9 % of chi-square with 15 degrees of freedom
  }
}

TEST_CASE("a smooth integral has a small fraction of the error of plain draws", "[sobol]") {
  // The integral of prod (1 + (x_d - 1/2)) over [0, 1]^8 is 1; plain draws of n points err by sqrt(((1 + 1/12)^8 - 1) / n).
  constexpr std::uint32_t points = 1024, dimensions = 8, scrambles = 16;
  double squares = 0;
  for (std::uint64_t s = 0; s < scrambles; ++s) {
    double sum = 0;
    for (std::uint32_t i = 0; i < points; ++i) {
      double product = 1;
      for (std::uint32_t d = 0; d < dimensions; ++d) product *= 0.5 + point(d, i, s);
      sum += product;
    }
    squares += (sum / points - 1) * (sum / points - 1);
  }
  const double plain = std::sqrt((sim::exact::pow(1 + 1.0 / 12, dimensions) - 1) / points);
  CHECK(std::sqrt(squares / scrambles) < plain / 10);
}

TEST_CASE("scrambles depend on seed, entity and number", "[sobol]") {
  const std::uint32_t x = sim::sobol(1, 5);
  const double one = sim::scrambled(x, {1, 2, 3});
  CHECK(one == sim::scrambled(x, {1, 2, 3}));
  for (const Scramble& other : {Scramble{2, 2, 3}, Scramble{1, 3, 3}, Scramble{1, 2, 4}}) CHECK(sim::scrambled(x, other) != one);
}
