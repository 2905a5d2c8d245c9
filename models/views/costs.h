// What the policies of a results file cost, and what a point of each indicator costs by them.
#pragma once

#include <string>

#include "models/views/style.h"
#include "models/results/file.h"

namespace waste {

/// Every scenario against 'baseline' of the same file, on the same random numbers. Throws sim::Error(usage) without a baseline.
std::string costs_table(const ResultsContent& results, const Style& style);

}  // namespace waste
