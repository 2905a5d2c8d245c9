// Which of many quantities a result rises and falls with, by their ranks: C. Spearman's coefficient (Am. J. Psychol. 15, 1904,
// 72-101), one quantity after another.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace waste {

/// Ranks of the values, equal ones in the middle of their places, about a mean of 0 and with a sum of squares of 1; all 0 where the
/// values are equal. No value may be NaN.
std::vector<double> unit_ranks(std::span<const double> values);

/// One of the quantities, and its rank correlation with what the ones before it leave of the result.
struct RankStep {
  std::size_t which = 0;
  double correlation = 0;
};

/// Takes the quantity that goes best with the result, then the one that goes best with what this leaves of it, and so on, at most
/// `most`, as long as chance alone would show as much with a probability below `level` when all are looked at. One that only
/// resembles another, as those of a quasi-random sequence may, is thus not counted again. `quantities`: unit ranks, or empty for
/// one that never varied.
std::vector<RankStep> rank_steps(const std::vector<std::vector<double>>& quantities, std::span<const double> result, std::size_t most,
                                 double level);

/// The size that a coefficient of `number` independent values exceeds by chance with probability `level` when `tries` of them are
/// looked at (Bonferroni); by Student's t of number - 2 degrees of freedom. 1 for 3 or fewer.
double chance_correlation(double number, std::size_t tries, double level);

}  // namespace waste
