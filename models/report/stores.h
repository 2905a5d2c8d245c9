// Hazardous waste in store, month by month over the year that is judged.
#pragma once

#include "models/report/document.h"
#include "models/report/sources.h"

namespace waste::report {

/// Empty where no hazardous waste is ever in store.
Section stores(const Sources& sources);

}  // namespace waste::report
