// Numbers as little-endian bytes, and the checksum (CRC-32C, Castagnoli) of records and results files.
//
// Both are fixed by the file formats and never change within a format number.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "engine/base/simd.h"

namespace sim {

/// Appends the bytes of `value`, least significant first.
template <std::unsigned_integral T>
void put(std::string& bytes, T value) {
  for (std::size_t i = 0; i < sizeof(T); ++i) bytes.push_back(static_cast<char>((value >> (8 * i)) & 0xff));
}

/// The number that starts at `offset` [byte]; the caller must check the bounds.
template <std::unsigned_integral T>
T get(std::string_view bytes, std::size_t offset) {
  T value = 0;
  for (std::size_t i = 0; i < sizeof(T); ++i)
    value = static_cast<T>(value | (static_cast<T>(static_cast<unsigned char>(bytes[offset + i])) << (8 * i)));
  return value;
}

namespace detail {

/// table[k][b]: the checksum of byte b followed by k zero bytes; with eight tables, eight bytes a step.
constexpr std::array<std::array<std::uint32_t, 256>, 8> make_crc_tables() {
  std::array<std::array<std::uint32_t, 256>, 8> table{};
  for (std::uint32_t b = 0; b < 256; ++b) {
    std::uint32_t crc = b;
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1) ? 0x82f63b78u : 0u);
    table[0][b] = crc;
  }
  for (std::size_t k = 1; k < 8; ++k)
    for (std::size_t b = 0; b < 256; ++b) table[k][b] = (table[k - 1][b] >> 8) ^ table[0][table[k - 1][b] & 0xff];
  return table;
}

inline constexpr auto crc_tables = make_crc_tables();

}  // namespace detail

/// CRC-32C of `bytes`, on any processor.
inline std::uint32_t crc32c_portable(std::string_view bytes, std::uint32_t crc) {
  const auto& table = detail::crc_tables;
  crc = ~crc;
  std::size_t i = 0;
  for (; i + 8 <= bytes.size(); i += 8) {
    const std::uint64_t word = get<std::uint64_t>(bytes, i) ^ crc;
    crc = 0;
    for (std::size_t k = 0; k < 8; ++k) crc ^= table[7 - k][(word >> (8 * k)) & 0xff];
  }
  for (; i < bytes.size(); ++i) crc = (crc >> 8) ^ table[0][(crc ^ static_cast<unsigned char>(bytes[i])) & 0xff];
  return ~crc;
}

#if SIM_X86_64

/// The same by the processor's instruction; only if has_sse42().
[[gnu::target("sse4.2")]] inline std::uint32_t crc32c_sse42(std::string_view bytes, std::uint32_t crc) {
  std::uint64_t sum = static_cast<std::uint32_t>(~crc);
  std::size_t i = 0;
  for (; i + 8 <= bytes.size(); i += 8) {
    std::uint64_t word;
    std::memcpy(&word, bytes.data() + i, sizeof word);
    sum = __builtin_ia32_crc32di(sum, word);
  }
  return crc32c_portable(bytes.substr(i), ~static_cast<std::uint32_t>(sum));
}

inline bool has_sse42() {
  static const bool has = __builtin_cpu_supports("sse4.2");
  return has;
}

#else

inline std::uint32_t crc32c_sse42(std::string_view bytes, std::uint32_t crc) { return crc32c_portable(bytes, crc); }

inline constexpr bool has_sse42() { return false; }

#endif

/// CRC-32C of `bytes`; to continue, pass the result for the preceding bytes as `crc`.
inline std::uint32_t crc32c(std::string_view bytes, std::uint32_t crc = 0) {
  return has_sse42() ? crc32c_sse42(bytes, crc) : crc32c_portable(bytes, crc);
}

}  // namespace sim
