// The diagram as a layered drawing in SVG: columns of boxes, ordered to keep lines short, and curves whose widths show the mean
// flow. A browser is enough to view it.
#pragma once

#include <string>

#include "models/views/diagram.h"

namespace waste {

std::string svg(const Diagram& diagram);

}  // namespace waste
