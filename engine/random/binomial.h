// Number of successes in n independent trials (binomial variate): one draw, by inversion, so that it is monotone in the draw and
// in the probability. The probabilities are summed from ten standard deviations below the mean upward: a draw takes about as many
// steps, and values below are rarer than one in 10^22. Each probability is right to 1e-13 for n up to 10^3 and to 1e-8 for n up
// to 10^7 (limited by log_gamma), the same on every machine.
#pragma once

#include <cstdint>

#include "engine/random/random.h"

namespace sim {

/// Successes in `trials` trials of probability `chance`; 0 when there are no trials, all or none when the chance is not
/// strictly between 0 and 1. Always one draw.
std::int64_t binomial(std::int64_t trials, double chance, Random& random);

}  // namespace sim
