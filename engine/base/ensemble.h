// An ensemble runs many replicas, of one or more scenarios, and hands over their results in order, streaming.
//
// Items are numbered scenario by scenario inside a replica: item = replica * scenarios + scenario, so that the replicas
// finished so far are complete over all scenarios. Memory holds only the results in the making.
#pragma once

#include <optional>
#include <vector>

#include "engine/base/parallel.h"

namespace sim {

/// Runs `simulate(item) -> Result` in parallel and `consume(item, Result&&)` in order. Items for which `done(item)` is true
/// are skipped by the caller's own `simulate` returning nothing.
template <class Result, class Simulate, class Consume>
void run_ensemble(std::size_t items, unsigned threads, const Simulate& simulate, const Consume& consume,
                  const std::atomic<bool>& stop) {
  if (threads == 0) threads = hardware_threads();
  std::vector<std::optional<Result>> making(2 * static_cast<std::size_t>(threads) + 1);  // a ring over items in the making
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
