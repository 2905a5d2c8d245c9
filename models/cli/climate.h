// Greenhouse gases of a results file, as a table, as CSV and as JSON.
#pragma once

#include <string>

#include "models/cli/session.h"
#include "models/results/file.h"

namespace waste::cli {

std::string climate_as_table(const ResultsContent& results, const Session& session);
std::string climate_as_csv(const ResultsContent& results, const Session& session);
std::string climate_as_json(const ResultsContent& results);

}  // namespace waste::cli
