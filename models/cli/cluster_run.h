// `wufei run --cluster ADDRESS`: the replicas are simulated by the workers of a Dask cluster. The work is done by wufei-cluster, of the
// Python package.
#pragma once

#include <string>

#include "models/cli/arguments.h"

namespace waste::cli {

/// Simulates into `output` and shows the outcome, with the arguments of `run`; returns the exit code. Throws UsageError for options
/// that need all replicas in one place, and sim::Error(resource) if wufei-cluster is not installed.
int run_on_cluster(const Arguments& arguments, const std::string& output, const Session& session);

}  // namespace waste::cli
