#include "engine/random/random.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string>
#include <type_traits>
#include <vector>

#include "tests/catch.h"

using sim::hash_name;
using sim::Random;

namespace {

using Words = std::array<std::uint64_t, 4>;

/// Correlation of n paired uniforms in units of its standard error, 1 / sqrt(n).
double correlation(Random a, Random b, int n = 20'000) {
  double product = 0;
  for (int i = 0; i < n; ++i) product += (a.uniform() - 0.5) * (b.uniform() - 0.5);
  return product * 12 / std::sqrt(n);
}

}  // namespace

// Random123's own known answers (tests/kat_vectors of its distribution).
TEST_CASE("Philox4x64-10 gives the published known answers") {
  constexpr std::uint64_t ones = ~std::uint64_t{0};
  CHECK(sim::philox({0, 0, 0, 0}, {0, 0}) == Words{0x16554d9eca36314c, 0xdb20fe9d672d0fdc, 0xd7e772cee186176b, 0x7e68b68aec7ba23b});
  CHECK(sim::philox({ones, ones, ones, ones}, {ones, ones}) ==
        Words{0x87b092c3013fe90b, 0x438c3c67be8d0224, 0x9cc7d7c69cd777b6, 0xa09caebf594f0ba0});
  CHECK(sim::philox({0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x082efa98ec4e6c89},
                    {0x452821e638d01377, 0xbe5466cf34e90c6c}) ==
        Words{0xa528f45403e61d95, 0x38c72dbd566e9788, 0xa5a1610e72fd18b5, 0x57bd43b5e52b7fe6});
}

// numpy 2.4.6; u = lambda *x: np.array(x, dtype=np.uint64)
// [hex(x) for x in np.random.Philox(key=u(42, 1), counter=u(0, 7, 11, 13)).random_raw(9)], and so on
TEST_CASE("a stream equals numpy.random.Philox bit for bit") {
  const auto draws = [](Random random) {
    std::vector<std::uint64_t> result;
    for (int i = 0; i < 9; ++i) result.push_back(random.next());
    return result;
  };
  CHECK(draws(Random(42, 7, 11, 13)) == std::vector<std::uint64_t>{0x1954bc78eea7bdf9, 0xed838f95f09d241a, 0xe8ae6403cc948425,
                                                                   0x5aae6c1bc1c45f55, 0x1d5ccbaae9bd54fe, 0x71ea1c1a10149f8c,
                                                                   0x324925f1f9748f55, 0xf9bdf0cd57f60735, 0x5e506d8b99e1cd58});
  CHECK(draws(Random(0xdeadbeefcafef00d, ~std::uint64_t{0}, std::uint64_t{1} << 63, 999)) ==
        std::vector<std::uint64_t>{0xae9f82769bd2f108, 0xe7d549e10886c25f, 0x1d878362d7b7eb8d, 0x9a175ba385629a37, 0x44d5c94f96d3ad63,
                                   0x7a9a178d113cfc22, 0xe940250dd2d61293, 0xbbde4dd4bfb3f082, 0x4d9a069547ed4623});
}

// np.random.Philox(key=u(42, 1), counter=u(0, 7, 11, 13)).advance(250000).random_raw(): 250000 blocks are 10^6 draws
TEST_CASE("draw one million equals numpy's after advance") {
  Random random(42, 7, 11, 13);
  for (int i = 0; i < 1'000'000; ++i) random.next();
  CHECK(random.draws() == 1'000'000);
  CHECK(random.next() == 0xf92fc7475b1c023f);
}

// np.random.Generator(np.random.Philox(key=u(42, 1), counter=u(0, 7, 11, 13))).random()
TEST_CASE("a uniform equals numpy's random and lies below 1") {
  Random random(42, 7, 11, 13);
  CHECK(random.uniform() == 0x1.954bc78eea7b8p-4);
  CHECK(random.uniform() == 0x1.db071f2be13a4p-1);
  CHECK(random.uniform() == 0x1.d15cc80799290p-1);
}

TEST_CASE("a stream is a small value: a copy continues with the same draws") {
  STATIC_REQUIRE(sizeof(Random) <= 64);
  STATIC_REQUIRE(std::is_trivially_copyable_v<Random>);
  for (int before = 0; before < 9; ++before) {
    Random original(1, 2, 3, 4);
    for (int i = 0; i < before; ++i) original.next();
    Random copy = original;
    CHECK(copy == original);
    for (int i = 0; i < 9; ++i) CHECK(copy.next() == original.next());
    original.next();
    CHECK_FALSE(copy == original);
  }
}

TEST_CASE("every part of a stream's name matters") {
  std::set<std::uint64_t> first;
  for (std::uint64_t seed : {1, 2})
    for (std::uint64_t entity : {1, 2})
      for (std::uint64_t substream : {1, 2})
        for (std::uint64_t replica : {1, 2}) first.insert(Random(seed, entity, substream, replica).next());
  CHECK(first.size() == 16);
}

TEST_CASE("neighbouring streams are uncorrelated") {
  double largest = 0, squares = 0;
  int pairs = 0;
  const auto add = [&](double z) {
    largest = std::max(largest, std::fabs(z));
    squares += z * z;
    ++pairs;
  };
  for (std::uint64_t i = 0; i < 40; ++i) {
    add(correlation(Random(1, i, 0, 0), Random(1, i + 1, 0, 0)));
    add(correlation(Random(1, 0, i, 0), Random(1, 0, i + 1, 0)));
    add(correlation(Random(1, 0, 0, i), Random(1, 0, 0, i + 1)));
    add(correlation(Random(i, 0, 0, 0), Random(i + 1, 0, 0, 0)));
    add(correlation(Random(1, i, i + 1, 0), Random(1, i + 1, i, 0)));
    Random late(1, i, 0, 0);
    late.next();
    add(correlation(Random(1, i, 0, 0), late));
  }
  CHECK(largest < 4.5);                                                   // of 240 standard normals
  CHECK(std::fabs(squares / pairs - 1) < 4 * std::sqrt(2.0 / pairs));  // and they vary as they should
}

TEST_CASE("the first draws of many streams are uniform, not only one stream's draws") {
  for (int part = 0; part < 3; ++part) {
    std::array<int, 64> cells{};
    const int n = 64'000;
    for (std::uint64_t i = 0; i < n; ++i)
      ++cells[(part == 0 ? Random(9, i, 0, 0) : part == 1 ? Random(9, 0, i, 0) : Random(9, 0, 0, i)).below(64)];
    double chi_square = 0;
    for (const int count : cells) chi_square += (count - 1000.0) * (count - 1000.0) / 1000;
    CHECK(chi_square > 29);   // 63 degrees of freedom: 0.01 % on either side
    CHECK(chi_square < 114);
  }
}

TEST_CASE("below stays in range and treats all values alike") {
  Random random(3, 0, 0, 0);
  std::array<int, 7> counts{};
  for (int i = 0; i < 70'000; ++i) ++counts.at(random.below(7));
  for (const int count : counts) CHECK(std::abs(count - 10'000) < 4 * std::sqrt(70'000 * (1.0 / 7) * (6.0 / 7)));
  CHECK(random.below(1) == 0);
  CHECK(random.below(0) == 0);
  const std::uint64_t n = std::uint64_t{1} << 63;
  std::uint64_t largest = 0;
  for (int i = 0; i < 100; ++i) largest = std::max(largest, random.below(n));
  CHECK(largest < n);
  CHECK(largest > n / 2);
}

TEST_CASE("bernoulli is never at 0, always at 1 and takes one draw") {
  Random random(4, 0, 0, 0);
  int hits = 0;
  for (int i = 0; i < 10'000; ++i) {
    CHECK_FALSE(random.bernoulli(0));
    CHECK(random.bernoulli(1));
    hits += random.bernoulli(0.3);
  }
  CHECK(random.draws() == 30'000);
  CHECK(std::abs(hits - 3000) < 4 * std::sqrt(10'000 * 0.3 * 0.7));
}

TEST_CASE("names hash to fixed, well spread values") {
  STATIC_REQUIRE(hash_name("") == 0xf52a15e9a9b5e89b);
  STATIC_REQUIRE(hash_name("fengsheng") == 0x055923a973255d01);
  CHECK(hash_name("丰盛") == 0x8a7e8b7482d3ff97);
  std::set<std::uint64_t> all, leading;
  for (int i = 0; i < 100'000; ++i) {
    const auto hash = hash_name("line_" + std::to_string(i));
    all.insert(hash);
    leading.insert(hash >> 32);
  }
  CHECK(all.size() == 100'000);
  CHECK(leading.size() > 99'990);  // one pair in common is expected
}
