// The chains of all kinds of waste as pictures, with a slider for the year.
#pragma once

#include "models/report/document.h"
#include "models/report/sources.h"

namespace waste::report {

Section chains(const Sources& sources);

}  // namespace waste::report
