// Two results files with the same bytes: the same, without reading their values.
#pragma once

#include <string>

#include "models/results/compare.h"

namespace waste {

/// What comparing the file with itself, value by value, would give. Its seal, its structure and the places of its values are checked,
/// so that a damaged file is refused although its copy is equal; values are not unpacked.
Comparison compare_with_copy(const std::string& path, CompareMode mode);

}  // namespace waste
