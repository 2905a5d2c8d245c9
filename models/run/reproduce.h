// A results file reproduces itself: scenarios, data, seed, replicas and ranges are inside.
#pragma once

#include <string>

#include "models/results/compare.h"
#include "models/run/run.h"

namespace waste {

struct Reproduction {
  RunSummary run;         // not complete: stopped, and nothing was compared
  Comparison comparison;  // of the file with what the run wrote
};

/// Runs what a results file says again, from nothing else, and compares every number. Of `options`, threads, progress and stop
/// count. The new results are temporary, in the folder for such files (TMPDIR).
Reproduction reproduce(const std::string& results, RunOptions options);

}  // namespace waste
