// The categories of waste as people call them.
#pragma once

#include <string>

#include "models/scenario/label.h"

namespace waste {

/// Of a name as stored: "general_industrial" is 一般工业固体废物. A name that is not known stands for itself.
Label category_label(const std::string& name);

}  // namespace waste
