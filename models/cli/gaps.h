// What is missing to the targets: unmet ones, margins, and what would have to change by how much.
#pragma once

#include "models/cli/indicators.h"
#include "models/views/sheet.h"

namespace waste::cli {

/// How far the mean of the target year is beyond the target, in the direction of the rule; negative: short of it. NaN: not judged.
double margin(const ScenarioResult& scenario, const IndicatorResult& line);

struct MarginSelection {
  bool unmet = false;      // only targets that at least half of the weight misses, as `run --fail-on-unmet`
  bool by_margin = false;  // the furthest from its target first, relative to the target; otherwise by number
};

/// The scored lines of every scenario.
Sheet margins(const ResultsContent& results, const MarginSelection& selection, const Session& session);

/// One indicator: its value, what it lacks, and by how much the parts of a quotient would have to change, one at a time. `path`: the
/// results file, from whose books the parts are read.
Sheet gap(const std::string& path, const ResultsContent& results, int number, const Session& session);

}  // namespace waste::cli
