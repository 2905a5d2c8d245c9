// Quasi-random numbers: the Sobol' sequence, and the nested uniform scrambling that turns it into random numbers which keep its
// strata.
//
// The sequence fills the unit cube evenly, whatever the number of points: of the first 2^k points, each of 2^k equal intervals of
// every dimension contains one. Direction numbers: S. Joe and F. Y. Kuo, SIAM J. Sci. Comput. 30 (2008), 2635-2654, from
// Boost.Random; order of points: I. A. Antonov and V. M. Saleev (Gray code), beginning with 0. Scrambling: A. B. Owen, in Monte
// Carlo and Quasi-Monte Carlo Methods in Scientific Computing (1995), 299-317: every binary digit is flipped by a random bit that
// depends on all digits before it, so a scrambled point is uniform, and the strata stay. Random bits are words of Philox, named by
// seed, entity and scramble: scrambles of different names are independent.
#pragma once

#include <cstdint>

namespace sim {

/// Dimensions with direction numbers.
inline constexpr std::uint32_t sobol_dimensions = 3667;

/// Coordinate of the point `index` in a dimension below sobol_dimensions, in units of 2^-32; not scrambled.
std::uint32_t sobol(std::uint32_t dimension, std::uint32_t index);

/// The name of a scramble.
struct Scramble {
  std::uint64_t seed = 0, entity = 0, number = 0;
};

/// A coordinate scrambled, with random digits behind its 32: in (0, 1), never an end.
double scrambled(std::uint32_t coordinate, const Scramble& scramble);

/// Van der Corput's sequence, taken in an order of its own: the index is shuffled so that aligned blocks of 2^k remain aligned
/// blocks. One dimension for those who have none of their own: stratified in itself, unrelated to others. Scrambled.
double shuffled_van_der_corput(std::uint32_t index, const Scramble& scramble);

}  // namespace sim
