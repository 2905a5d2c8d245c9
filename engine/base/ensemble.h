// Runs many replications of one or more scenarios in parallel and streams their results to the caller in order.
//
// Items are numbered scenario by scenario inside a replica: item = replica * scenarios + scenario, so that the replicas finished
// so far are complete over all scenarios. Only results still in progress are held in memory.
#pragma once

#include <optional>
#include <vector>

#include "engine/base/parallel.h"

namespace sim {

/// Runs `simulate(item) -> Result` in parallel and `consume(item, Result&&)` in order. To skip an item that is already done,
/// `simulate` returns nothing.
template <class Result, class Simulate, class Consume>
void run_ensemble(std::size_t items, unsigned threads, const Simulate& simulate, const Consume& consume, const std::atomic<bool>& stop) {
  if (threads == 0) threads = hardware_threads();
  std::vector<std::optional<Result>> making(2 * static_cast<std::size_t>(threads) + 1);  // circular buffer of items in progress
  ordered_pipeline(
      items, threads, [&](std::size_t i) { making[i % making.size()] = simulate(i); },
      [&](std::size_t i) {
        auto& result = making[i % making.size()];
        if (result) consume(i, std::move(*result));
        result.reset();
      },
      stop);
}

}  // namespace sim
