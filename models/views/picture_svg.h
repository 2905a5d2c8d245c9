// The picture as a layered drawing of our own: columns of boxes, each column in the order that keeps lines short, lines as curves
// whose widths follow the mean flow. No other program is needed to look at it than a browser.
#pragma once

#include <string>

#include "models/views/picture.h"

namespace waste {

std::string svg(const Picture& picture);

}  // namespace waste
