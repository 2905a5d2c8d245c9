// Vectors of 16 bytes: GNU vector types, which g++ and clang lower to SSE2, to NEON, or to plain words where neither exists.
//
// All operations give the same bits on every machine: there are no floating-point vectors. Element 0 is at the lowest address.
// Compilers without GNU vectors get arrays with the same operations (`Lanes`), which the tests compare with the vectors. The few
// wider or special instructions that are worth run-time dispatch (AVX2 in rank.cpp, CRC in bytes.h) stay in their files, guarded
// by `SIM_X86_64`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>

#if defined(__x86_64__) && defined(__GNUC__)
#define SIM_X86_64 1
#else
#define SIM_X86_64 0
#endif

namespace sim {

/// The scalar form.
template <class T>
struct alignas(16) Lanes {
  static constexpr std::size_t count = 16 / sizeof(T);
  T lane[count];

  friend Lanes operator-(Lanes a, const Lanes& b) {
    for (std::size_t i = 0; i < count; ++i) a.lane[i] -= b.lane[i];
    return a;
  }
  /// In each lane -1 where true, otherwise 0, as for GNU vectors.
  friend Lanes operator>(Lanes a, const Lanes& b) {
    for (std::size_t i = 0; i < count; ++i) a.lane[i] = a.lane[i] > b.lane[i] ? -1 : 0;
    return a;
  }
};

/// Lane `i` in every lane.
template <int i>
Lanes<std::int32_t> broadcast(const Lanes<std::int32_t>& v) {
  return {{v.lane[i], v.lane[i], v.lane[i], v.lane[i]}};
}

namespace detail {
inline Lanes<std::uint8_t> interleave(const Lanes<std::uint8_t>& a, const Lanes<std::uint8_t>& b, std::size_t first) {
  Lanes<std::uint8_t> result{};
  for (std::size_t i = 0; i < 8; ++i) {
    result.lane[2 * i] = a.lane[first + i];
    result.lane[2 * i + 1] = b.lane[first + i];
  }
  return result;
}
}  // namespace detail

/// a0 b0 a1 b1 ... from the lower halves, or from the upper ones.
inline Lanes<std::uint8_t> interleave_low(const Lanes<std::uint8_t>& a, const Lanes<std::uint8_t>& b) {
  return detail::interleave(a, b, 0);
}
inline Lanes<std::uint8_t> interleave_high(const Lanes<std::uint8_t>& a, const Lanes<std::uint8_t>& b) {
  return detail::interleave(a, b, 8);
}

#if defined(__GNUC__)

typedef std::uint64_t U64x2 __attribute__((vector_size(16)));
typedef std::int32_t I32x4 __attribute__((vector_size(16)));
typedef std::uint8_t U8x16 __attribute__((vector_size(16)));

template <int i>
I32x4 broadcast(I32x4 v) {
  return __builtin_shufflevector(v, v, i, i, i, i);
}

inline U8x16 interleave_low(U8x16 a, U8x16 b) {
  return __builtin_shufflevector(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
}

inline U8x16 interleave_high(U8x16 a, U8x16 b) {
  return __builtin_shufflevector(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
}

#else

using U64x2 = Lanes<std::uint64_t>;
using I32x4 = Lanes<std::int32_t>;
using U8x16 = Lanes<std::uint8_t>;

#endif

/// Loads or stores a vector at any address, by memcpy and not through a pointer: g++ 12 forgets `may_alias` of a vector that is
/// assembled from two words and stored at once, and then moves reads before the store.
template <class Vector>
Vector load(const void* from) {
  Vector result;
  std::memcpy(&result, from, sizeof result);
  return result;
}

template <class Vector>
void store(void* to, const Vector& value) {
  std::memcpy(to, &value, sizeof value);
}

/// The same at an address that is a multiple of 16.
template <class Vector>
Vector load_aligned(const void* from) {
  return load<Vector>(std::assume_aligned<16>(static_cast<const std::byte*>(from)));
}

template <class Vector>
void store_aligned(void* to, const Vector& value) {
  store(std::assume_aligned<16>(static_cast<std::byte*>(to)), value);
}

}  // namespace sim
