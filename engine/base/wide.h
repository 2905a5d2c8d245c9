// 128-bit integers for products of two 64-bit ones; the compiler's extension is spelled here only.
#pragma once

#include <cstdint>

namespace sim {

__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 Uint128;

/// floor(a * b / 2^64): `a` scaled by the fraction `b` / 2^64. Never overflows.
constexpr std::uint64_t multiply_high(std::uint64_t a, std::uint64_t b) {
  return static_cast<std::uint64_t>((static_cast<Uint128>(a) * b) >> 64);
}

/// a * b / c, rounded toward zero, without overflow on the way.
constexpr std::int64_t multiply_divide(std::int64_t a, std::int64_t b, std::int64_t c) {
  std::int64_t product = 0;  // it mostly fits in 64 bits, which are divided several times faster
  if (!__builtin_mul_overflow(a, b, &product)) return product / c;
  return static_cast<std::int64_t>(static_cast<Int128>(a) * b / c);
}

}  // namespace sim
