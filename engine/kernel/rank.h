// Ranks of few keys, by comparing every one with every other: no branch depends on the keys, so none is mispredicted.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace sim {

inline constexpr std::size_t ranked_at_most = 64;

/// Keys to rank, not negative. Behind them stand some of the largest ones possible, which count for nobody.
struct alignas(32) RankKeys {
  static constexpr std::int32_t last = std::numeric_limits<std::int32_t>::max();
  static constexpr std::size_t padding = 8;

  /// To be called when `size` keys are there, and before they are ranked.
  void end_at(std::size_t size) { std::fill_n(keys.begin() + static_cast<std::ptrdiff_t>(size), padding, last); }

  std::array<std::int32_t, ranked_at_most + padding> keys;
};

struct alignas(32) Ranks {
  std::array<std::int32_t, ranked_at_most> ranks;
};

/// ranks[i] for i < size: how many of the keys are smaller than keys[i]; equal keys have the same rank. Ranks beyond are any.
void rank_portable(const RankKeys& keys, std::size_t size, Ranks& ranks);
void rank_avx2(const RankKeys& keys, std::size_t size, Ranks& ranks);  // only where has_avx2()
bool has_avx2();                                                       // never but on x86-64

using Rank = void (*)(const RankKeys& keys, std::size_t size, Ranks& ranks);
extern Rank rank;  // the fastest one on this machine; all give the same

}  // namespace sim
