// Alarms of a results file by date.
#pragma once

#include <string>
#include <vector>

#include "models/results/table.h"
#include "models/views/listing.h"

namespace waste {

/// [kind] mean number in a replica by a table `alarms`. Weights of the replicas, which sum to 1; empty: all alike.
std::vector<double> mean_alarms(const ResultTable& table, const std::vector<double>& weights);

/// For people: the weighted mean number of alarms of each kind, and the first alarms of the first replica; as CSV and JSON, all listed
/// alarms.
std::string alarms_view(const std::string& path, Format format, const Style& style);

}  // namespace waste
