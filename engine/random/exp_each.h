// exact::exp of many numbers at once, to the same bits: four at a time where the processor has AVX2.
#pragma once

#include <span>

namespace sim::exact {

/// Replaces every x by exp(x).
void exp_each(std::span<double> values);

// For tests.
void exp_each_portable(std::span<double> values);
void exp_each_avx2(std::span<double> values);  // the portable form where the processor has none

}  // namespace sim::exact
