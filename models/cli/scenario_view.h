// One scenario for `wufei explain`: the line of an indicator with its data from the scenario and the results.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "models/assessment/explain.h"
#include "models/assessment/indicator_lines.h"
#include "models/cli/session.h"
#include "models/results/reader.h"
#include "models/world/world.h"

namespace waste::cli {

/// Selects a line.
struct IndicatorQuery {
  int number = 0;
  std::string definition;  // empty: the scored one
};

/// One scenario: its world, the selected line and, if from a results file, the simulated values.
struct ScenarioView {
  std::unique_ptr<World> world;
  IndicatorLine line;
  std::vector<InputValue> values;          // with their sources
  const ScenarioResult* result = nullptr;  // nullptr: the scenario was not run
  const IndicatorResult* simulated = nullptr;
  std::size_t replicas = 0;                // number of replicas whose flows were read
  std::vector<ExplainedTerm> terms;
};

/// Throws UsageError if the scenario has no such line.
ScenarioView view_of_results(const std::string& path, const ScenarioResult& result, const IndicatorQuery& query, const Session& session);
ScenarioView view_of_scenario(const std::string& path, const IndicatorQuery& query, const Session& session);

/// Which replicas the flows were read from, where those are not all; in the reader's language.
std::string read_replicas(const ScenarioView& view, const Session& session);

/// The year whose flows are explained, counted from the first: that of the targets, or the last one if the period ends before.
int compared_year(const World& world);

inline const IndicatorFacts& facts_of(const ScenarioView& view) {
  return view.world->plan.indicators[static_cast<std::size_t>(view.line.facts)];
}

/// A flow of the year compared in two scenarios, with the policies that act on it and exist only in the second.
struct MovedFlow {
  const World* world = nullptr;  // that names its sites
  ExplainedFlow flow;  // first: in the reference scenario; last: in this one
  std::string policies;
};

/// For one term of the indicator, largest differences first.
std::vector<MovedFlow> moved_flows(const ScenarioView& before, const ScenarioView& after, std::size_t term);

}  // namespace waste::cli
