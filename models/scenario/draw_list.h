// The dimensions of drawn values: section `draws` of a district, a list that only ever grows. Row d17 binds dimension 17 of the
// Sobol' sequence to a path, which keeps it for good: a new value takes the next free row and moves no draw of another.
#pragma once

#include <map>
#include <string>

#include "models/scenario/section.h"

namespace waste {

/// [path] dimension. Reports rows that are not called d0, d1, ... up to the last dimension, and paths that stand twice (E0775).
std::map<std::string, int> read_draw_list(SectionReader& reader);

}  // namespace waste
