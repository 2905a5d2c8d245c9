// Where a report comes from: versions, fingerprints, seed, and the commands that make it again.
#pragma once

#include "models/report/document.h"
#include "models/report/sources.h"

namespace waste::report {

Section provenance(const Sources& sources);

}  // namespace waste::report
