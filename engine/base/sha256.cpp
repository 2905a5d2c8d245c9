#include "engine/base/sha256.h"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace sim {
namespace {

using Words = std::array<std::uint32_t, 8>;
__extension__ using Wide = unsigned __int128;

constexpr bool is_prime(unsigned n) {
  for (unsigned d = 2; d * d <= n; ++d)
    if (n % d == 0) return false;
  return true;
}

constexpr Wide power(Wide base, int exponent) { return exponent == 0 ? 1 : base * power(base, exponent - 1); }

/// First 32 fractional bits of the `degree`-th root: the largest x with x^degree <= prime * 2^(32 degree).
constexpr std::uint32_t root_fraction(unsigned prime, int degree) {
  const Wide target = Wide{prime} << (32 * degree);
  Wide x = 0;
  for (int bit = 36; bit >= 0; --bit)
    if (power(x | (Wide{1} << bit), degree) <= target) x |= Wide{1} << bit;
  return static_cast<std::uint32_t>(x);
}

template <std::size_t count>
constexpr std::array<std::uint32_t, count> root_fractions(int degree) {
  std::array<std::uint32_t, count> result{};
  unsigned prime = 2;
  for (auto& word : result) {
    while (!is_prime(prime)) ++prime;
    word = root_fraction(prime++, degree);
  }
  return result;
}

// The standard defines its constants as roots of the first primes; computing them avoids a table that could be mistyped.
constexpr auto round_constants = root_fractions<64>(3);
constexpr Words initial_state = root_fractions<8>(2);

std::array<std::uint32_t, 64> schedule(const unsigned char* block) {
  std::array<std::uint32_t, 64> w{};
  for (std::size_t i = 0; i < 16; ++i)
    for (std::size_t byte = 0; byte < 4; ++byte) w[i] = (w[i] << 8) | block[4 * i + byte];
  for (std::size_t i = 16; i < 64; ++i) {
    const std::uint32_t a = w[i - 15], b = w[i - 2];
    w[i] = w[i - 16] + (std::rotr(a, 7) ^ std::rotr(a, 18) ^ (a >> 3)) + w[i - 7] + (std::rotr(b, 17) ^ std::rotr(b, 19) ^ (b >> 10));
  }
  return w;
}

void absorb(Words& state, const unsigned char* block) {
  const auto w = schedule(block);
  auto [a, b, c, d, e, f, g, h] = state;
  for (std::size_t i = 0; i < 64; ++i) {
    const std::uint32_t mix = h + (std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25)) + ((e & f) ^ (~e & g)) + round_constants[i] +
                              w[i];
    const std::uint32_t majority = (std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    h = g;
    g = f;
    f = e;
    e = d + mix;
    d = c;
    c = b;
    b = a;
    a = mix + majority;
  }
  const Words added{a, b, c, d, e, f, g, h};
  for (std::size_t i = 0; i < 8; ++i) state[i] += added[i];
}

/// The rest of the text, the end marker and the length in bits: one or two blocks.
std::string last_blocks(std::string_view rest, std::uint64_t bytes) {
  std::string tail{rest};
  tail += '\x80';
  tail.resize(tail.size() <= 56 ? 56 : 120, '\0');
  for (int shift = 56; shift >= 0; shift -= 8) tail += static_cast<char>((bytes * 8) >> shift & 0xFF);
  return tail;
}

}  // namespace

std::string sha256(std::string_view bytes) {
  Words state = initial_state;
  const auto absorb_all = [&state](std::string_view text) {
    for (std::size_t at = 0; at + 64 <= text.size(); at += 64) absorb(state, reinterpret_cast<const unsigned char*>(text.data()) + at);
  };
  absorb_all(bytes);
  absorb_all(last_blocks(bytes.substr(bytes.size() / 64 * 64), bytes.size()));
  std::string hex;
  for (const std::uint32_t word : state)
    for (int shift = 28; shift >= 0; shift -= 4) hex += "0123456789abcdef"[word >> shift & 0xF];
  return hex;
}

}  // namespace sim
