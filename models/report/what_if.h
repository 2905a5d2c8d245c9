// The scenarios of the files side by side: each indicator in the target year.
#pragma once

#include <optional>

#include "models/report/document.h"
#include "models/report/sources.h"

namespace waste::report {

/// Empty if there is only one scenario.
Section what_if(const Sources& sources, std::optional<int> number);

}  // namespace waste::report
