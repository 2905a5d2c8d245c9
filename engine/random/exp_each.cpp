#include "engine/random/exp_each.h"

#include <cstddef>

#include "engine/base/simd.h"
#include "engine/random/exact_math.h"
#include "engine/random/exp_terms.h"

#if SIM_X86_64
#include <immintrin.h>
#endif

namespace sim::exact {

void exp_each_portable(std::span<double> values) {
  for (double& x : values) x = exp(x);
}

#if SIM_X86_64

namespace {

constexpr double normal = 700;  // up to here neither the result nor 2^k leaves the normal range

bool has_avx2() {
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2") != 0;
}

/// 2^k of four whole numbers.
[[gnu::target("avx2")]] __m256d power_of_two(__m128i k) {
  return _mm256_castsi256_pd(_mm256_slli_epi64(_mm256_add_epi64(_mm256_cvtepi32_epi64(k), _mm256_set1_epi64x(1023)), 52));
}

/// Every operation of exact::exp, in its order, and none of them fused.
[[gnu::target("avx2")]] __m256d exp_of_four(__m256d x) {
  const __m256d k = _mm256_floor_pd(_mm256_add_pd(_mm256_mul_pd(x, _mm256_set1_pd(per_log2)), _mm256_set1_pd(0.5)));
  const __m256d high = _mm256_sub_pd(x, _mm256_mul_pd(k, _mm256_set1_pd(log2_high)));
  const __m256d r = _mm256_sub_pd(high, _mm256_mul_pd(k, _mm256_set1_pd(log2_low)));
  __m256d sum = _mm256_set1_pd(inverse_factorial.back());
  for (std::size_t i = inverse_factorial.size() - 1; i-- > 0;)
    sum = _mm256_add_pd(_mm256_mul_pd(sum, r), _mm256_set1_pd(inverse_factorial[i]));
  const __m128i whole = _mm256_cvttpd_epi32(k), half = _mm_srai_epi32(_mm_add_epi32(whole, _mm_srli_epi32(whole, 31)), 1);
  return _mm256_mul_pd(_mm256_mul_pd(sum, power_of_two(half)), power_of_two(_mm_sub_epi32(whole, half)));
}

[[gnu::target("avx2")]] void exp_by_fours(std::span<double> values) {
  std::size_t i = 0;
  for (; i + 4 <= values.size(); i += 4) {
    const __m256d x = _mm256_loadu_pd(&values[i]);
    const __m256d size = _mm256_andnot_pd(_mm256_set1_pd(-0.0), x);
    if (_mm256_movemask_pd(_mm256_cmp_pd(size, _mm256_set1_pd(normal), _CMP_LE_OQ)) == 15) _mm256_storeu_pd(&values[i], exp_of_four(x));
    else exp_each_portable(values.subspan(i, 4));
  }
  exp_each_portable(values.subspan(i));
}

const bool avx2 = has_avx2();

}  // namespace

void exp_each_avx2(std::span<double> values) {
  if (has_avx2()) exp_by_fours(values);
  else exp_each_portable(values);
}

void exp_each(std::span<double> values) {
  if (avx2) exp_by_fours(values);
  else exp_each_portable(values);
}

#else

void exp_each_avx2(std::span<double> values) { exp_each_portable(values); }
void exp_each(std::span<double> values) { exp_each_portable(values); }

#endif

}  // namespace sim::exact
