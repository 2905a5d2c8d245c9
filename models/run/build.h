// Which build this is: two builds of one version may give different bits.
#pragma once

#include <string>

namespace waste {

/// The commit of the sources, 40 hex digits, with "+" and 12 more if engine or models were changed since; "unknown" without git, unless
/// the build was told (-DWUFEI_COMMIT=…). Written by tools/commit.cmake at every build.
std::string commit_of_build();

}  // namespace waste
