// The assumptions that decide: which of the drawn values go together with an indicator.
#pragma once

#include <optional>

#include "models/report/document.h"
#include "models/report/sources.h"

namespace waste::report {

/// Empty where no assumptions were drawn.
Section assumptions(const Sources& sources, std::optional<int> number);

}  // namespace waste::report
