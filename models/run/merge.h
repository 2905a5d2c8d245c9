// Puts the sealed parts of a run (part.h) together: the bytes of the results file are those of the run in one process.
#pragma once

#include <string>
#include <vector>

#include "models/run/run.h"

namespace waste {

/// Merges parts, in any order, and writes `options.output` (empty: as the parts are named) and `X.run.json` beside it. Of `options`,
/// only output, threads, stop and entered count. The parts stay.
///
/// Throws sim::Error(no) with every replica that is missing and every part that is not finished; sim::Error(results) if a file is no
/// part, is damaged, holds replicas that another holds too, or is of another run or build, naming it and what is wrong.
RunSummary merge(const std::vector<std::string>& parts, RunOptions options);

}  // namespace waste
