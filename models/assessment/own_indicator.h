// Indicators of the district's own: rows of its list that say what to count, in data and not in code.
//
//   red_mud_use: {number: 40, part: {measure: utilised, stream: red_mud}, whole: {measure: arisen, stream: red_mud}}
//
// is a share; without `whole` the row is a sum. `counted_as: 13.annex` takes the formula of an indicator that the program knows, under
// the number and the name of the district's plan.
#pragma once

#include <memory>

#include "models/assessment/indicator.h"
#include "models/scenario/section.h"

namespace waste {

/// Reads the keys part, whole, scale, per_day, volume and counted_as of a row of the section `indicators`; nullptr if it has none of
/// them, or wrong ones, which is reported (E0101, E0107, E0711, E0821).
///   part, whole   selections of the books (models/assessment/selection.h)
///   scale         of the value; by default 100 where both are of one unit, otherwise 1
///   per_day       whether the sum is divided by the days; only without `whole`
///   volume        whether mass is counted in cubic metres
std::shared_ptr<const Indicator> read_own_indicator(SectionReader& reader, const District& district, Fields& row, int number);

/// The same of a formula known to the program, with a number of one's own.
std::shared_ptr<const Indicator> renumbered(const Indicator& known, int number);

/// Names that a selection of an own indicator gives and nothing in the district has: streams, groups, categories, sites, kinds and
/// topics (E0107). Called when all sites are known.
void check_own_indicators(SectionReader& reader, const District& district, const std::vector<std::string>& kinds);

}  // namespace waste
