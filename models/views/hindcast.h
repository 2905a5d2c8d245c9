// The hindcast of a results file: what the plan states of the first year, beside what was simulated.
#pragma once

#include <string>

#include "models/views/listing.h"

namespace waste {

std::string hindcast_view(const std::string& path, Format format, const Style& style);

}  // namespace waste
