// The numbers of which exact::exp and its form for many arguments are made: both must have the same.
#pragma once

#include <array>

namespace sim::exact {

// log 2 in two parts; the first has 21 zero bits at its end, so its product with an exponent is exact.
inline constexpr double log2_high = 0x1.62e42feep-1;
inline constexpr double log2_low = 0x1.a39ef35793c76p-33;
inline constexpr double per_log2 = 0x1.71547652b82fep+0;

/// Of the series of exp about 0, from the constant term upwards.
inline constexpr std::array<double, 14> inverse_factorial{
    1.0,        1.0,         1.0 / 2,      1.0 / 6,       1.0 / 24,       1.0 / 120,       1.0 / 720,
    1.0 / 5040, 1.0 / 40320, 1.0 / 362880, 1.0 / 3628800, 1.0 / 39916800, 1.0 / 479001600, 1.0 / 6227020800};

}  // namespace sim::exact
