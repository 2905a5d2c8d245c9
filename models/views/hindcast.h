// The hindcast of a results file: the plan's figures for the base year, compared with the simulated ones.
#pragma once

#include <string>

#include "models/views/listing.h"

namespace waste {

std::string hindcast_view(const std::string& path, Format format, const Style& style);

}  // namespace waste
