// The diagram in Graphviz's DOT language.
#pragma once

#include <string>

#include "models/views/diagram.h"

namespace waste {

std::string dot(const Diagram& diagram);

}  // namespace waste
