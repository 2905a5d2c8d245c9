// Differences between the inputs of two runs, for the summary of a comparison.
#pragma once

#include "engine/base/message.h"
#include "engine/store/hdf5_reader.h"

namespace waste {

/// "; inputs differ at sites.plant.lines, ..." or "".
sim::Message differing_inputs(const sim::Hdf5Reader& a, const sim::Hdf5Reader& b);

}  // namespace waste
