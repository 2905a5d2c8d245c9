// Ranks of few keys, by comparing every one with every other: no branch depends on the keys, so none is mispredicted.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace sim {

inline constexpr std::size_t ranked_at_most = 64;

/// Keys to rank, not negative. Padded with maximal keys, which do not affect any rank.
struct alignas(32) RankKeys {
  static constexpr std::int32_t last = std::numeric_limits<std::int32_t>::max();
  static constexpr std::size_t padding = 8;

  /// Call after storing `size` keys, before ranking them.
  void end_at(std::size_t size) { std::fill_n(keys.begin() + static_cast<std::ptrdiff_t>(size), padding, last); }

  std::array<std::int32_t, ranked_at_most + padding> keys;
};

struct alignas(32) Ranks {
  std::array<std::int32_t, ranked_at_most> ranks;
};

/// ranks[i] for i < size: number of keys smaller than keys[i]; equal keys have the same rank. Ranks beyond are unspecified.
void rank_portable(const RankKeys& keys, std::size_t size, Ranks& ranks);
void rank_avx2(const RankKeys& keys, std::size_t size, Ranks& ranks);  // only where has_avx2()
bool has_avx2();                                                       // false except on x86-64

using Rank = void (*)(const RankKeys& keys, std::size_t size, Ranks& ranks);
extern Rank rank;  // the fastest one on this machine; all give the same result

}  // namespace sim
