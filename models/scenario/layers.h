// A scenario file is a layer on top of its parent; this reads the layers of a scenario and stacks them.
#pragma once

#include "models/scenario/row_sources.h"
#include "models/scenario/scenario.h"
#include "models/scenario/sources.h"

namespace waste {

/// Reads `file`, its tables and values, and all its parents. Errors of all files are collected first; the tree is merged only if
/// there are none.
Node read_layers(const Sources::File& file, Sources& sources, RowSources& origins);

/// Merges one override; reports an error if neither `path` nor its parent map exists.
void apply_override(Node& tree, const std::string& path, const std::string& text, Place place, Sources& sources);

}  // namespace waste
