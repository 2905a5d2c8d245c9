// What moved between two scenarios on common random numbers, and why: the indicators that differ, and the parts of each that do.
#pragma once

#include <string>

#include "models/report/document.h"
#include "models/report/sources.h"

namespace waste::report {

/// The main scenario held against another, by name; largest relative differences first. A sentence where nothing differs, and an empty
/// section where the other is the main one. Throws sim::Error(usage) if no scenario is called so.
Section moved(const Sources& sources, const std::string& against);

}  // namespace waste::report
