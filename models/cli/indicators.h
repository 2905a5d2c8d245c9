// Indicators of a results file against their targets, as a table.
#pragma once

#include <optional>
#include <string>

#include "models/cli/session.h"
#include "models/results/reader.h"

namespace waste::cli {

/// Indicators have at most three digits.
inline constexpr int max_indicator = 999;

struct Selection {
  bool all = false;                 // includes rows for indicators that are not simulated
  std::optional<int> number;        // one indicator, all its years
  /// The same scenarios run without drawing assumptions, whose probabilities are shown beside: chance alone. nullptr: none.
  const ResultsContent* chance = nullptr;
};

/// The unit as people write it.
const std::string& unit_of(const IndicatorResult& line);
bool chosen(const IndicatorResult& line, const Selection& selection);
/// The value of a year, counted from the first; NaN where there is none.
double at(const std::vector<double>& values, int year);

/// The mean of a year less the target, or less the base year's where the rule compares with that, in the unit of the line; NaN where
/// there is nothing to compare with.
double distance(const IndicatorResult& line, int year);

std::string as_table(const ResultsContent& results, const Selection& selection, const Session& session);

/// Indicators whose target is missed in the target year in at least half of the replications, by the scored definition: "plan: 11
/// General industrial waste utilised".
std::vector<std::string> unmet(const ResultsContent& results, const Session& session);

}  // namespace waste::cli
