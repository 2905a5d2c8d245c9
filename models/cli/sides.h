// Scenarios of one or several results files, side by side: every indicator, the target year first, with paired differences.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "models/cli/session.h"
#include "models/results/paired.h"
#include "models/views/sheet.h"

namespace waste::cli {

/// "out/a.h5", or "out/a.h5:plan" for one scenario of it.
struct SideName {
  std::string path, scenario;  // empty scenario: all of them
};
SideName side_name(const std::string& word);

/// The scenarios that the words name, in their order, with the files that they are in.
struct Sides {
  std::vector<std::unique_ptr<ResultsContent>> files;
  std::vector<Side> list;
};

/// Throws UsageError for a scenario that a file lacks, and sim::Error(results) for damaged files.
Sides read_sides(const std::vector<std::string>& words, const Session& session);

struct SidesSelection {
  std::optional<int> number;  // of one indicator, with all years
  std::optional<int> year;    // one calendar year
  bool all_years = false;     // all years, the last first; otherwise the target year
  bool all = false;           // indicators that are not simulated, too
};

/// Every side after the first is held against the first.
Sheet side_by_side(const Sides& sides, const SidesSelection& selection, const Session& session);

}  // namespace waste::cli
