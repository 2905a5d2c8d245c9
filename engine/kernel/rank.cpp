#include "engine/kernel/rank.h"

#include "engine/base/simd.h"

#if SIM_X86_64
#include <immintrin.h>
#endif

namespace sim {
namespace {

constexpr std::size_t lanes = 8;

/// Up to how many keys are compared: mostly 8 or 16, to avoid loop ends that could be mispredicted.
std::size_t compared(std::size_t size) { return size <= 8 ? 8 : size <= 16 ? 16 : (size + lanes - 1) / lanes * lanes; }

}  // namespace

void rank_portable(const RankKeys& keys, std::size_t size, Ranks& ranks) {
  const std::size_t end = compared(size);
  for (std::size_t i = 0; i < end; i += lanes) {
    const auto low = load_aligned<I32x4>(&keys.keys[i]), high = load_aligned<I32x4>(&keys.keys[i + 4]);
    I32x4 low_ranks{}, high_ranks{};
    const auto count = [&](I32x4 other) {
      low_ranks = low_ranks - (low > other);
      high_ranks = high_ranks - (high > other);
    };
    for (std::size_t j = 0; j < end; j += 4) {
      const auto four = load_aligned<I32x4>(&keys.keys[j]);
      count(broadcast<0>(four));
      count(broadcast<1>(four));
      count(broadcast<2>(four));
      count(broadcast<3>(four));
    }
    store_aligned(&ranks.ranks[i], low_ranks);
    store_aligned(&ranks.ranks[i + 4], high_ranks);
  }
}

#if SIM_X86_64

[[gnu::target("avx2")]] void rank_avx2(const RankKeys& keys, std::size_t size, Ranks& ranks) {
  const std::size_t end = compared(size);
  for (std::size_t i = 0; i < end; i += lanes) {
    const __m256i mine = *reinterpret_cast<const __m256i*>(&keys.keys[i]);
    __m256i even = _mm256_setzero_si256(), odd = even;  // two sums, to break the dependency chain
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

#else

void rank_avx2(const RankKeys& keys, std::size_t size, Ranks& ranks) { rank_portable(keys, size, ranks); }

bool has_avx2() { return false; }

#endif

// Portable until this file is initialised: queues may be used before.
constinit Rank rank = rank_portable;
namespace {
[[maybe_unused]] const bool chosen = has_avx2() && (rank = rank_avx2, true);
}

}  // namespace sim
