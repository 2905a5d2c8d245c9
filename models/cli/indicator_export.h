// Indicators of a results file against their targets, as CSV and as JSON.
#pragma once

#include <string>

#include "models/cli/indicators.h"

namespace waste::cli {

std::string as_csv(const ResultsContent& results, const Selection& selection, const Session& session);
std::string as_json(const ResultsContent& results, const Selection& selection);

}  // namespace waste::cli
