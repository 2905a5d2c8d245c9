// What must be said beside the indicators: rates above 100 %, and policies that changed nothing.
#pragma once

#include <string>
#include <vector>

#include "models/cli/session.h"
#include "models/results/reader.h"

namespace waste::cli {

/// Explains the mark "!" of such rates.
extern const Label what_the_mark_is;

/// A line that names the policies that were to start and changed nothing in any replica; empty if there are none.
std::string idle_note(const ScenarioResult& scenario, const Session& session);

/// "plan: gypsum_heap, t39_trucks", for each scenario that has any.
std::vector<std::string> idle_policies(const ResultsContent& results, const Session& session);

/// What the weights of the replicas are worth; empty where they are equal.
std::string weights_note(const ScenarioResult& scenario, const Session& session);

/// Scenarios of ten replicas or more of which one or two have nearly all the weight: E0779.
std::vector<std::string> without_trust(const ResultsContent& results, const Session& session);

}  // namespace waste::cli
