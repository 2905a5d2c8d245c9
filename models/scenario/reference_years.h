// The two years that the data of a district speak of: the one they describe and the one they are judged in.
#pragma once

#include <vector>

#include "models/scenario/tree.h"

namespace waste {

/// A scenario that moves the period does not move these years. Where no layer names `base_year` or `target_year`, they are the
/// first and the last year of the period that the data were written with: that of the most distant ancestor which gives one.
/// `layers` begin with the scenario and end with its most distant ancestor, which receives the years.
void add_reference_years(std::vector<Node>& layers);

}  // namespace waste
