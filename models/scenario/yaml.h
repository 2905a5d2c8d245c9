// Strict YAML: text in, a tree with positions out, or complaints. The grammar accepted is a small part of YAML — maps with
// ASCII snake_case keys, lists, scalars — because what a reader might take for two things is refused.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "models/scenario/scenario.h"
#include "models/scenario/sources.h"

namespace waste {

/// Maps come out sorted by key. Complains into `sources`; the tree is usable only when nothing was complained about.
/// `offset` shifts every place, for text that stands inside a longer line (--set).
Node parse_yaml(std::string_view text, std::uint32_t file, Sources& sources, Place offset = {});

}  // namespace waste
