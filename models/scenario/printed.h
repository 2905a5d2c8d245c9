// Prints the merged scenario as text, with a unique spelling for each tree, so that equal scenarios have equal fingerprints.
#pragma once

#include <string>
#include <vector>

#include "models/scenario/scenario.h"

namespace waste {

/// A scalar or list on one line.
std::string flow_text(const Node& node);

/// A map as YAML that reads back to the same tree. With `origins`, each line ends in "# plan.yaml:12".
std::string block_text(const Node& root, const std::vector<SourceFile>& files, bool origins);

}  // namespace waste
