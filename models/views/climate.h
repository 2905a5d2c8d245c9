// Greenhouse gases of a results file, one column a year.
#pragma once

#include <string>

#include "models/views/listing.h"

namespace waste {

std::string climate_view(const std::string& path, Format format, const Style& style);

}  // namespace waste
