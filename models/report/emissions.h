// Greenhouse gases by year and source, and what the measures cost.
#pragma once

#include "models/report/document.h"
#include "models/report/sources.h"

namespace waste::report {

/// Empty where no scenario gives factors.
Section emissions(const Sources& sources);
/// What the chains cost and what the measures do; empty where neither has a figure.
Section money(const Sources& sources);

}  // namespace waste::report
