// Alarms of a results file by date, as a table, as CSV and as JSON.
#pragma once

#include <string>

#include "models/cli/session.h"
#include "models/results/alarms.h"

namespace waste::cli {

/// The table shows how often each kind rang, and the first alarms of the first replica; the other two list all.
std::string alarms_as_table(const std::vector<AlarmsOfScenario>& scenarios, const Session& session);
std::string alarms_as_csv(const std::vector<AlarmsOfScenario>& scenarios, const Session& session);
std::string alarms_as_json(const std::vector<AlarmsOfScenario>& scenarios);

}  // namespace waste::cli
