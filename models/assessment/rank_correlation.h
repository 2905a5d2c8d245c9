// How much two quantities of a weighted sample rise together, by their ranks: C. Spearman's coefficient (Am. J. Psychol. 15, 1904,
// 72-101), with weighted ranks (the weight of smaller values and half of that of equal ones) and weighted moments.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace waste {

/// Ranks of the values, between 0 and 1. `weights` sum to 1.
std::vector<double> weighted_ranks(std::span<const double> values, std::span<const double> weights);

/// Of values and their weights; NaN for fewer than two different values of either. Neither may hold NaN.
double rank_correlation(std::span<const double> a, std::span<const double> b, std::span<const double> weights);

/// The same of ranks that are known already.
double weighted_correlation(std::span<const double> a, std::span<const double> b, std::span<const double> weights);

/// The size that a coefficient of `number` independent values (which may be an effective number) exceeds by chance with probability
/// `level` when `tries` of them are looked at (Bonferroni); by Student's t of number - 2 degrees of freedom. 1 for 3 or fewer.
double chance_correlation(double number, std::size_t tries, double level);

}  // namespace waste
