// A report on the scenarios of results files: what they say, in the order of what matters.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/report/document.h"

namespace waste::report {

struct Request {
  std::vector<std::string> paths;    // results files
  std::optional<std::string> main;   // the scenario that is judged; none: the first in which measures start
  std::optional<int> indicator;      // a report on this one alone
  std::optional<std::string> against{};  // the scenario that the main one is held against: what moved, and why
  std::optional<std::string> ranking{};  // a file of `wufei rank --all --format json`: which tasks matter
};

/// Throws sim::Error(results) for a file that is damaged or none, sim::Error(input) for a ranking that is none, and
/// sim::Error(usage).
Document report_on(const Request& request);

}  // namespace waste::report
