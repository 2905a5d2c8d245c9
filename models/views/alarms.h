// Alarms of a results file by date.
#pragma once

#include <string>

#include "models/views/listing.h"

namespace waste {

/// For people: how often each kind rang, and the first alarms of the first replica; as CSV and JSON all that are listed.
std::string alarms_view(const std::string& path, Format format, const Style& style);

}  // namespace waste
