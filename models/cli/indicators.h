// Indicators of a results file against their targets, as a table, as CSV and as JSON.
#pragma once

#include <optional>
#include <string>

#include "models/cli/session.h"
#include "models/results/file.h"

namespace waste::cli {

struct Selection {
  bool all = false;                 // includes rows for indicators that are not simulated
  std::optional<int> number;        // one indicator, all its years
};

std::string as_table(const ResultsContent& results, const Selection& selection, const Session& session);
std::string as_csv(const ResultsContent& results, const Selection& selection, const Session& session);
std::string as_json(const ResultsContent& results, const Selection& selection);

/// Indicators whose target is missed in the last year in at least half of the replications, by the scored definition: "plan: 11
/// General industrial waste utilised".
std::vector<std::string> unmet(const ResultsContent& results, const Session& session);

}  // namespace waste::cli
