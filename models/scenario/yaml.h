// Strict YAML: parses text into a tree with positions, or reports errors. Only a small subset of YAML is accepted — maps with
// ASCII snake_case keys, lists, scalars — because anything ambiguous to a reader is rejected.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "models/scenario/scenario.h"
#include "models/scenario/sources.h"

namespace waste {

/// Maps come out sorted by key. Errors are reported to `sources`; the tree is usable only if there were none. `offset` shifts all
/// positions, for text inside a longer line (--set).
Node parse_yaml(std::string_view text, std::uint32_t file, Sources& sources, Place offset = {});

}  // namespace waste
