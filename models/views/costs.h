// Costs of the policies of a results file, and their cost per unit of improvement of each indicator.
#pragma once

#include <string>

#include "models/results/reader.h"
#include "models/views/style.h"

namespace waste {

/// Every scenario compared with 'baseline' in the same file, on common random numbers. Throws sim::Error(usage) without a
/// baseline.
std::string costs_table(const ResultsContent& results, const Style& style);

}  // namespace waste
