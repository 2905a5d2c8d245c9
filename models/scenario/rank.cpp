#include "models/scenario/rank.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "engine/random/exact_math.h"
#include "engine/random/random.h"
#include "engine/random/sobol.h"

namespace waste {
namespace {

constexpr int attempts_within_stratum = 8;

/// Another rank with the same first digits: those that make strata of the points up to `index`.
double drawn_again(double rank, std::uint32_t index, const sim::Scramble& scramble, int attempt) {
  const int depth = attempt <= attempts_within_stratum ? static_cast<int>(std::bit_width(index)) : 0;
  const double strata = static_cast<double>(std::uint64_t{1} << depth);
  sim::Random random(scramble.seed, scramble.entity, sim::hash_name("rank drawn again"), std::uint64_t{index} << 32 | scramble.number);
  for (int skipped = 1; skipped < attempt; ++skipped) random.next();
  return std::min((std::floor(rank * strata) + random.uniform() + 0x1p-54) / strata, 1 - 0x1p-53);
}

}  // namespace

double rank_of(const RankName& name, std::uint64_t seed, std::uint64_t replica, int attempt) {
  const sim::Scramble scramble{seed, sim::hash_name(name.path), replica % scrambles};
  const auto index = static_cast<std::uint32_t>(replica / scrambles);
  const double rank = name.dimension == RankName::no_dimension
                          ? sim::shuffled_van_der_corput(index, scramble)
                          : sim::scrambled(sim::sobol(static_cast<std::uint32_t>(name.dimension), index), scramble);
  return attempt == 0 ? rank : drawn_again(rank, index, scramble, attempt);
}

double rank_of(const RankName& name, const RankName& cause, double loading, std::uint64_t seed, std::uint64_t replica, int attempt) {
  const double own = rank_of(name, seed, replica, attempt);
  if (loading == 0) return own;
  const double common = sim::exact::normal_quantile(rank_of(cause, seed, replica));
  const double both = loading * common + std::sqrt(1 - loading * loading) * sim::exact::normal_quantile(own);
  return std::clamp(sim::exact::normal_probability(both), 0x1p-54, 1 - 0x1p-53);
}

double gaussian_correlation(double correlation) {
  constexpr double pi = 3.141592653589793;
  return 2 * sim::exact::sine(pi * correlation / 6);
}

}  // namespace waste
