// From finished replicas, wherever they stand, to the results file.
#pragma once

#include <functional>

#include "models/run/run.h"
#include "models/run/setup.h"
#include "models/world/replica_result.h"

namespace waste {

/// How much of a replica is asked for.
enum class Extent { head, whole };  // head: without the values of its books

/// A finished item (Setup::items), read from where it stands. Called on any thread, more than once.
using ItemReader = std::function<ReplicaResult(std::size_t item, Extent extent)>;

/// Writes `options.output` and fills in complete, write_s and mass_closure_g; leaves complete false if it was stopped before.
void write_items(const Setup& setup, const RunOptions& options, const ItemReader& items, RunSummary& summary);

/// What is left to do when the results at `output` stand; its sim::FileError then says that they do.
void when_written(const std::string& output, const std::function<void()>& rest);

/// Makes the folder of a file where it is missing; sim::FileError if it cannot.
void make_folder_of(const std::string& file);

unsigned threads_of(const RunOptions& options);
const std::atomic<bool>& stop_of(const RunOptions& options);

}  // namespace waste
