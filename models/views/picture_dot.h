// The diagram in Graphviz's DOT language.
#pragma once

#include <string>

#include "models/views/picture.h"

namespace waste {

std::string dot(const Picture& picture);

}  // namespace waste
