// Who does what, until when and for how much: the policies of one scenario as a table of the results file.
#pragma once

#include <string>
#include <vector>

#include "engine/store/hdf5_reader.h"
#include "engine/store/hdf5_writer.h"
#include "models/results/file.h"
#include "models/world/world.h"

namespace waste {

/// Writes group `path`; nothing when the scenario has no policies.
void write_policies(sim::Hdf5Writer& file, const World& world, const std::string& path);

/// Reads it back; empty when the file has no such group.
std::vector<PolicyResult> read_policies(const sim::Hdf5Reader& file, const std::string& path);

}  // namespace waste
