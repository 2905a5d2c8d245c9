#include "engine/base/simd.h"

#include <array>

#include "engine/random/random.h"
#include "tests/catch.h"

namespace {

/// Sixteen bytes of the stream; every other time from a few values, so that lanes are equal now and then.
std::array<std::byte, 16> drawn(sim::Random& random, bool few) {
  std::array<std::byte, 16> bytes;
  for (auto& byte : bytes) byte = static_cast<std::byte>(random.below(few ? 2 : 256));
  return bytes;
}

template <class Vector>
std::array<std::byte, 16> bytes_of(const Vector& vector) {
  std::array<std::byte, 16> bytes;
  sim::store(bytes.data(), vector);
  return bytes;
}

/// What `operation` gives of two vectors, in either form.
template <class Vector, class Operation>
std::array<std::byte, 16> result(const std::array<std::byte, 16>& a, const std::array<std::byte, 16>& b, Operation operation) {
  return bytes_of(operation(sim::load<Vector>(a.data()), sim::load<Vector>(b.data())));
}

template <class Vector, class Scalar, class Operation>
void check_same(Operation operation) {
  sim::Random random(1, 2, 3, 4);
  for (int i = 0; i < 1000; ++i) {
    const auto a = drawn(random, i % 2 == 0), b = drawn(random, i % 2 == 0);
    CHECK(result<Vector>(a, b, operation) == result<Scalar>(a, b, operation));
  }
}

}  // namespace

TEST_CASE("vectors give the same bits as one lane after the other") {
  using Words = sim::Lanes<std::int32_t>;
  using Bytes = sim::Lanes<std::uint8_t>;
  check_same<sim::I32x4, Words>([](const auto& a, const auto& b) { return a > b; });
  check_same<sim::I32x4, Words>([](const auto& a, const auto& b) { return (a > b) - (b > a); });
  check_same<sim::I32x4, Words>([](const auto& a, const auto&) { return sim::broadcast<0>(a); });
  check_same<sim::I32x4, Words>([](const auto& a, const auto&) { return sim::broadcast<3>(a); });
  check_same<sim::U8x16, Bytes>([](const auto& a, const auto& b) { return sim::interleave_low(a, b); });
  check_same<sim::U8x16, Bytes>([](const auto& a, const auto& b) { return sim::interleave_high(a, b); });
}

TEST_CASE("lanes lie in memory in their order, and comparisons are -1 or 0") {
  const std::array<std::int32_t, 4> a{1, 2, -3, 4}, b{0, 2, 5, -4};
  std::array<std::int32_t, 4> greater{}, third{};
  sim::store(greater.data(), sim::load<sim::I32x4>(a.data()) > sim::load<sim::I32x4>(b.data()));
  sim::store(third.data(), sim::broadcast<2>(sim::load<sim::I32x4>(a.data())));
  CHECK(greater == std::array<std::int32_t, 4>{-1, 0, 0, -1});
  CHECK(third == std::array<std::int32_t, 4>{-3, -3, -3, -3});

  std::array<std::uint64_t, 2> pair{};
  sim::store(pair.data(), sim::U64x2{7, 9});
  CHECK(pair == std::array<std::uint64_t, 2>{7, 9});
}
