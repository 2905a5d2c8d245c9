// The hindcast of a results file, as a table, as CSV and as JSON.
#pragma once

#include <string>

#include "models/cli/session.h"
#include "models/results/file.h"

namespace waste::cli {

std::string hindcast(const ResultsContent& results, const std::string& format, const Session& session);

}  // namespace waste::cli
