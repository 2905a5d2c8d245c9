// Each indicator from year to year: every scenario with its band, the target and the value that the plan states for the base year.
#pragma once

#include <optional>

#include "models/report/document.h"
#include "models/report/sources.h"

namespace waste::report {

Section trajectories(const Sources& sources, std::optional<int> number);

}  // namespace waste::report
