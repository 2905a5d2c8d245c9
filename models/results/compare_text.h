// What a comparison says, in both languages.
#pragma once

#include <string>

#include "engine/base/message.h"
#include "models/results/compare.h"

namespace waste {

/// One sentence: the same, too few pairs to tell, or where the first difference is.
sim::Message summary_of(const Comparison& comparison, CompareMode mode);

/// What a difference says of itself in Chinese; its coordinates stay as they are.
std::string difference_in_chinese(std::string where);

}  // namespace waste
