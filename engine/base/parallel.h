// The only use of oneTBB: processes many items in parallel and consumes their results one by one, in order.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>

namespace sim {

/// Runs work(i) for i = 0 ... count-1 on up to `threads` threads (0: as many as the machine has) and consume(i) in the order of
/// i, one at a time. At most 2 items per thread are in progress. When `stop` becomes true, it finishes the items in progress and
/// returns. Rethrows the first exception.
void ordered_pipeline(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& work,
                      const std::function<void(std::size_t)>& consume, const std::atomic<bool>& stop);

unsigned hardware_threads();

}  // namespace sim
