// Indicators of a results file against their targets, as a sheet and as JSON.
#pragma once

#include <string>

#include "models/cli/indicators.h"
#include "models/views/sheet.h"

namespace waste::cli {

/// One row a year and indicator; units as in the plan.
Sheet as_sheet(const ResultsContent& results, const Selection& selection);
std::string as_json(const ResultsContent& results, const Selection& selection);

}  // namespace waste::cli
