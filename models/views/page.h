// The script and the style of the page, which the build bundles from models/views/page/ and puts into the program.
#pragma once

#include <string_view>

namespace waste {

/// Neither holds "</", so that each may stand inside its element as it is.
extern const std::string_view page_script, page_style;
/// What `wufei studio` adds to the page.
extern const std::string_view studio_script, studio_style;
extern const std::string_view page_chart_library;  // "Apache ECharts 6.1.0"

}  // namespace waste
