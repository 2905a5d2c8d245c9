// A scenario file is a layer on top of its parent; the layers of one scenario are read here and put on top of each other.
#pragma once

#include "models/scenario/scenario.h"
#include "models/scenario/sources.h"
#include "models/scenario/row_sources.h"

namespace waste {

/// Reads `file`, its tables and values, and all its parents. Complaints of all files are collected first; the tree is
/// merged only when there are none.
Node read_layers(const Sources::File& file, Sources& sources, RowSources& origins);

/// Merges one override; complains when neither `path` nor the map it would stand in exists.
void apply_override(Node& tree, const std::string& path, const std::string& text, Place place, Sources& sources);

}  // namespace waste
