// CSV files of a scenario: `values.csv` (one value a row) and tables (one entry of a map a row). Every row states the source of
// its numbers: plan (with location and the figure as printed), derived (with formula) or assumption (with range).
#pragma once

#include <string>
#include <vector>

#include "models/scenario/merge.h"
#include "models/scenario/row_sources.h"
#include "models/scenario/sources.h"

namespace waste {

/// Header `path,value,unit,low,high,status,source,printed`, columns in any order.
void read_values(const Sources::File& file, Sources& sources, std::vector<Leaf>& leaves, RowSources& origins);

/// Header, row of units, then one row per entry of the map `map`, keyed by column `id`.
void read_table(const std::string& map, const Sources::File& file, Sources& sources, std::vector<Leaf>& leaves, RowSources& origins);

}  // namespace waste
