// Processes many items in parallel and consumes their results one by one, in order.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <system_error>

#include "engine/base/error.h"

namespace sim {

/// Runs work(i) for i = 0 ... count-1 on up to `threads` threads, never more than there are items, and consume(i) in the order of
/// i, one at a time. At most 2 items per thread are in progress. When `stop` becomes true, it finishes the items in progress and
/// returns. Rethrows the first exception. Threads that cannot be started are Error(Exit::resource); with `threads` 0, for as many
/// as the machine has, it makes do with those that can. Within an item of another pipeline it takes no threads of its own.
void ordered_pipeline(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& work,
                      const std::function<void(std::size_t)>& consume, const std::atomic<bool>& stop);

unsigned hardware_threads();

/// What to say when the machine gives no more threads.
Error no_threads(unsigned wanted, const std::system_error& reason);

}  // namespace sim
