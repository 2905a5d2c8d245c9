// Indicators of a results file against their targets, as a table.
#pragma once

#include <optional>
#include <string>

#include "models/cli/session.h"
#include "models/results/reader.h"
#include "models/views/indicator_words.h"

namespace waste::cli {

/// Indicators have at most three digits.
inline constexpr int max_indicator = 999;

struct Selection {
  bool all = false;                 // includes rows for indicators that are not simulated
  std::optional<int> number;        // one indicator, all its years
  /// The same scenarios run without drawing assumptions, whose probabilities are shown beside: chance alone. nullptr: none.
  const ResultsContent* chance = nullptr;
};

bool chosen(const IndicatorResult& line, const Selection& selection);

/// Plans number their indicators as they like: a file knows its own. Throws UsageError with them for another number.
void check_number(const ResultsContent& results, const std::optional<int>& wanted, const Session& session);

std::string as_table(const ResultsContent& results, const Selection& selection, const Session& session);

/// Indicators whose target is missed in the target year in at least half of the replications, by the scored definition: "plan: 11
/// General industrial waste utilised".
std::vector<std::string> unmet(const ResultsContent& results, const Session& session);

}  // namespace waste::cli
