// Money of a results file: what each chain costs, the investments of the policies, and their cost per unit of improvement.
#pragma once

#include <optional>
#include <string>

#include "models/views/listing.h"

namespace waste {

/// For people: what each chain costs in the last year, if the scenario has tariffs, and every scenario compared with `against` (by
/// default the first) in the same file, on common random numbers. As CSV and JSON: the table `costs`. Throws sim::Error(usage) if there
/// is neither, or no scenario of that name.
std::string costs_view(const std::string& path, Format format, const Style& style, const std::optional<std::string>& against = {});

}  // namespace waste
