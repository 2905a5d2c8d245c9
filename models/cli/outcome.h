// What is said and shown when results have been written, by whatever verb.
#pragma once

#include <string>

#include "models/cli/session.h"
#include "models/run/run.h"

namespace waste::cli {

/// "out/plan.h5: 1.2e+08 events, 8 threads, 40.1 s, mass closes at 0 g".
std::string told(const RunSummary& summary, const Session& session);

/// Prints the indicators of a results file that was just written, with warnings. Returns the exit code: 1 when nearly all the weight
/// lies on a few replicas or, if asked for, when a target is missed.
int show_outcome(const std::string& output, bool fail_on_unmet, const Session& session);

}  // namespace waste::cli
