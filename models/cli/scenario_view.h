// One scenario as `wufei explain` sees it: the line of an indicator with what the scenario and its results say of it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "models/assessment/explain.h"
#include "models/assessment/indicator_lines.h"
#include "models/cli/session.h"
#include "models/results/file.h"
#include "models/world/world.h"

namespace waste::cli {

/// Which line is asked for.
struct IndicatorQuery {
  int number = 0;
  std::string definition;  // empty: the one that is scored
};

/// One scenario: its world, the line asked for, and, of a results file, what was simulated.
struct ScenarioView {
  std::unique_ptr<World> world;
  IndicatorLine line;
  std::vector<InputValue> values;          // with their sources
  const ScenarioResult* result = nullptr;  // nullptr: the scenario was not run
  const IndicatorResult* simulated = nullptr;
  std::size_t replicas = 0;                // whose flows were read
  std::vector<ExplainedTerm> terms;
};

/// Throws UsageError when the scenario has no such line.
ScenarioView view_of_results(const std::string& path, const ScenarioResult& result, const IndicatorQuery& query, const Session& session);
ScenarioView view_of_scenario(const std::string& path, const IndicatorQuery& query, const Session& session);

inline const IndicatorFacts& facts_of(const ScenarioView& view) { return view.world->plan.indicators[static_cast<std::size_t>(view.line.facts)]; }

/// A flow of the last year in two scenarios, and the policies only the second has that name its sites.
struct MovedFlow {
  ExplainedFlow flow;  // first: in the scenario compared with; last: in this one
  std::string policies;
};

/// Of one term of the indicator; the largest differences first.
std::vector<MovedFlow> moved_flows(const ScenarioView& before, const ScenarioView& after, std::size_t term);

}  // namespace waste::cli
