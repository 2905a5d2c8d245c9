// What of two results files is compared, and differences between the inputs of two runs, for the summary of a comparison.
#pragma once

#include <string>

#include "engine/base/message.h"
#include "engine/store/hdf5_reader.h"

namespace waste {

/// Attributes of the root that are results.
inline constexpr const char* compared_heads[] = {"format", "seed", "rng", "replicas", "complete"};

/// Whether a group holds inputs, not outputs: reported in the summary, not counted as differences.
inline bool is_input(const std::string& group) { return group == "input" || group == "values"; }

/// "; inputs differ at sites.plant.lines, ..." or "".
sim::Message differing_inputs(const sim::Hdf5Reader& a, const sim::Hdf5Reader& b);

}  // namespace waste
