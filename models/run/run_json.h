// X.run.json: what may differ between two identical runs goes beside the results, not into them.
#pragma once

#include <string>

#include "models/run/run.h"

namespace waste {

void write_run_json(const std::string& results, const RunSummary& summary, std::size_t scenarios);

}  // namespace waste
