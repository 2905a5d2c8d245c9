// The answer of a comparison as a table.
#pragma once

#include <string>

#include "models/cli/session.h"
#include "models/results/compare.h"

namespace waste::cli {

/// Verdict, summary, and the first differences or what could not have been seen.
std::string comparison_table(const Comparison& comparison, const Session& session);

}  // namespace waste::cli
