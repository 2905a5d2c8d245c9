#include "engine/kernel/rank.h"

#include <immintrin.h>

namespace sim {
namespace {

constexpr std::size_t lanes = 8;

/// Up to how many keys are compared: mostly 8 or 16, so that few loops have an end that could be mispredicted.
std::size_t compared(std::size_t size) { return size <= 8 ? 8 : size <= 16 ? 16 : (size + lanes - 1) / lanes * lanes; }

}  // namespace

void rank_portable(const RankKeys& keys, std::size_t size, Ranks& ranks) {
  const std::size_t end = compared(size);
  const auto* fours = reinterpret_cast<const __m128i*>(keys.keys.data());
  auto* ranked = reinterpret_cast<__m128i*>(ranks.ranks.data());
  for (std::size_t i = 0; i < end / 4; i += 2) {
    const __m128i low = fours[i], high = fours[i + 1];
    __m128i low_ranks = _mm_setzero_si128(), high_ranks = low_ranks;
    const auto count = [&](__m128i other) {
      low_ranks = _mm_sub_epi32(low_ranks, _mm_cmpgt_epi32(low, other));
      high_ranks = _mm_sub_epi32(high_ranks, _mm_cmpgt_epi32(high, other));
    };
    for (std::size_t j = 0; j < end / 4; ++j) {
      const __m128i four = fours[j];
      count(_mm_shuffle_epi32(four, 0x00));
      count(_mm_shuffle_epi32(four, 0x55));
      count(_mm_shuffle_epi32(four, 0xaa));
      count(_mm_shuffle_epi32(four, 0xff));
    }
    ranked[i] = low_ranks;
    ranked[i + 1] = high_ranks;
  }
}

[[gnu::target("avx2")]] void rank_avx2(const RankKeys& keys, std::size_t size, Ranks& ranks) {
  const std::size_t end = compared(size);
  for (std::size_t i = 0; i < end; i += lanes) {
    const __m256i mine = *reinterpret_cast<const __m256i*>(&keys.keys[i]);
    __m256i even = _mm256_setzero_si256(), odd = even;  // two sums, so that none waits for the other
    for (std::size_t j = 0; j < end; j += 4) {
      even = _mm256_sub_epi32(even, _mm256_cmpgt_epi32(mine, _mm256_set1_epi32(keys.keys[j])));
      odd = _mm256_sub_epi32(odd, _mm256_cmpgt_epi32(mine, _mm256_set1_epi32(keys.keys[j + 1])));
      even = _mm256_sub_epi32(even, _mm256_cmpgt_epi32(mine, _mm256_set1_epi32(keys.keys[j + 2])));
      odd = _mm256_sub_epi32(odd, _mm256_cmpgt_epi32(mine, _mm256_set1_epi32(keys.keys[j + 3])));
    }
    *reinterpret_cast<__m256i*>(&ranks.ranks[i]) = _mm256_add_epi32(even, odd);
  }
}

bool has_avx2() {
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2") != 0;
}

// Portable until this file is initialised: queues may be used before.
constinit Rank rank = rank_portable;
namespace {
[[maybe_unused]] const bool chosen = has_avx2() && (rank = rank_avx2, true);
}

}  // namespace sim
