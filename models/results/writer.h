// Writes the results file: one run in one HDF5 file that xarray opens. Its layout is described in
// docs/reference/results_format.md.
//
// Results are written in two passes over the finished replicas, several in parallel: one collects the row keys, one the values
// and indicators. So memory holds only a few replicas, whatever their number, and the indicators of all.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "models/world/replica_result.h"

namespace waste {

struct World;

/// Source of finished replicas: returns the one at `position` of a scenario. Called on any thread, more than once.
using ResultSource = std::function<ReplicaResult(std::uint32_t scenario, std::size_t position)>;

struct ResultsHead {
  std::uint64_t seed = 0;
  int replicas = 0;
  bool complete = true;
  unsigned threads = 1;  // used for writing
  const std::atomic<bool>* stop = nullptr;
};

/// Computes indicators and writes everything to `path` at once (temporary name, fsync, rename); false if stopped before, and then
/// nothing is written. `heads`, if given, returns a replica without the values of its books, which suffices for the first pass.
bool write_results(const std::string& path, const std::vector<const World*>& worlds, const ResultsHead& head, const ResultSource& source,
                   const ResultSource& heads = {});

}  // namespace waste
