// Greenhouse gases by year and source, and what the measures cost.
#pragma once

#include "models/report/document.h"
#include "models/report/sources.h"

namespace waste::report {

/// Empty where no scenario gives factors.
Section emissions(const Sources& sources);
/// Empty where no measure has a figure.
Section money(const Sources& sources);

}  // namespace waste::report
