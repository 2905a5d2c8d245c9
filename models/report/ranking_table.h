// A ranking of tasks, as `wufei rank --all --format json` writes it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/report/document.h"
#include "models/report/sources.h"

namespace waste::report {

/// By how much an indicator changes when a task is left out.
struct RankingTable {
  struct Row {
    std::string task;
    Label name;
    std::vector<double> changes;  // [indicator]; NaN: no value
  };
  int year = 0;                         // whose values change
  std::vector<std::string> indicators;  // "11", "11.text"
  std::vector<Row> tasks;
  std::vector<Label> notes;
};

/// Throws sim::FileError for a file that cannot be read and sim::Error(input) for one that is no such ranking, or of another year than
/// the one in which the scenario is judged.
RankingTable read_ranking(const std::string& path, const ScenarioResult& judged);

/// "11 −3.2; 23 −0.4": the indicators that change most without a task, at most three; empty for a task that is not ranked.
std::string moved_by(const RankingTable& ranking, const std::string& task);

/// Which tasks matter for the indicators of the main scenario that are scored, those that are not safe first.
Section tasks_that_matter(const Sources& sources, const RankingTable& ranking);

}  // namespace waste::report
