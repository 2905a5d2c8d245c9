// What the chains cost, by item, and what that is for a tonne.
#pragma once

#include <vector>

#include "models/report/document.h"
#include "models/report/sources.h"
#include "models/views/sheet.h"

namespace waste::report {

/// Of each scenario with tariffs, in the last year; nothing where none has any.
std::vector<Table> cost_tables(const Sources& sources);
/// The sentence below them.
Sentence what_costs_are();

/// All years and items.
Sheet costs_sheet(const Sources& sources);

}  // namespace waste::report
