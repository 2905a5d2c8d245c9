// The scenarios of the results files that a report is about.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "models/results/reader.h"
#include "models/results/table.h"

namespace waste::report {

struct Source {
  std::string path;
  ResultsContent content;
  sim::Hdf5Reader file;
};

struct ReportedScenario {
  const Source* source = nullptr;
  const ScenarioResult* result = nullptr;
  Label title;              // "方案情景", unique among those reported: what stands before a colon in its title, if that tells them apart
  Label full;               // the whole title
  std::string key;          // "plan"; with the file's name where two files have it

  /// A table of it; without columns where it has none.
  ResultTable table(const std::string& name, const TableSelection& selection = {}) const;
  /// The line of an indicator; nullptr: it has none.
  const IndicatorResult* line(int number, const std::string& definition) const;
  /// The weights of the replicas, 1 in sum.
  std::vector<double> weights() const;
};

class Sources {
 public:
  /// Throws sim::Error(results) for what is no results file, and sim::Error(usage) if no scenario is called `main`.
  Sources(const std::vector<std::string>& paths, const std::optional<std::string>& main);

  const std::vector<std::unique_ptr<Source>>& files() const { return files_; }
  const std::vector<ReportedScenario>& scenarios() const { return scenarios_; }
  /// The scenario that is judged: the one asked for, or the first that is not the reference.
  const ReportedScenario& main() const { return scenarios_[main_]; }
  /// What would be without the measures: the scenario in which fewest policies start; nullptr where none has fewer than main().
  const ReportedScenario* reference() const { return reference_ ? &scenarios_[*reference_] : nullptr; }

 private:
  void add(const std::string& path);
  void choose(const std::optional<std::string>& main);

  std::vector<std::unique_ptr<Source>> files_;
  std::vector<ReportedScenario> scenarios_;
  std::size_t main_ = 0;
  std::optional<std::size_t> reference_;
};

}  // namespace waste::report
