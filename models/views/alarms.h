// Alarms of a results file by date.
#pragma once

#include <string>

#include "models/views/listing.h"

namespace waste {

/// For people: the number of alarms of each kind, and the first alarms of the first replica; as CSV and JSON, all listed alarms.
std::string alarms_view(const std::string& path, Format format, const Style& style);

}  // namespace waste
