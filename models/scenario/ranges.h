// Ranges of values inside a scenario file, as a table gives them in its columns `low` and `high`:
//
//   ranges: {policies: {gypsum_market: {change: [10, 60]}}}   # in the unit of the value, which stands in the same file
//
// So the merged text of a scenario keeps the ranges of its tables, and a run can be repeated from it.
#pragma once

#include <vector>

#include "models/scenario/row_sources.h"
#include "models/scenario/scenario.h"
#include "models/scenario/sources.h"

namespace waste {

/// Makes assumptions of the values in `own` that `ranges` names; reports every range that is none, and every value that is not there.
void read_ranges(const Node::Entry& ranges, const Node& own, Sources& sources, RowSources& origins);

/// The values that a scenario gives a range of their own and that the simulation uses, sorted by path.
std::vector<const InputValue*> values_with_a_range(const Scenario& scenario);

/// The tree of a scenario together with the ranges of its values, as they would be written in one file.
Node with_ranges(const Scenario& scenario);

}  // namespace waste
