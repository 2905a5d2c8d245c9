// What output may replace: nothing that the program reads, so that a slip of the pen costs no work.
#pragma once

#include <string>

namespace waste {

/// Throws sim::Error(usage) if a results file may not be written to `path`: something exists there, links followed, that is not one.
void guard_results(const std::string& path);

/// Throws sim::Error(usage) if text may not be written to `path`: a results file exists there, or a file below `data/` or
/// `scenarios/` of a project.
void guard_text(const std::string& path);

}  // namespace waste
