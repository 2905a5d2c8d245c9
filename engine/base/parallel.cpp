#include "engine/base/parallel.h"

#include <tbb/global_control.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <thread>

namespace sim {

unsigned hardware_threads() { return std::max(1u, std::thread::hardware_concurrency()); }

void ordered_pipeline(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& work,
                      const std::function<void(std::size_t)>& consume, const std::atomic<bool>& stop) {
  if (threads == 0) threads = hardware_threads();
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
  tbb::task_arena arena(static_cast<int>(threads));
  std::size_t next = 0;
  const auto source = [&](tbb::flow_control& control) -> std::size_t {
    if (next == count || stop.load(std::memory_order_relaxed)) {
      control.stop();
      return 0;
    }
    return next++;
  };
  const auto middle = [&](std::size_t i) {
    work(i);
    return i;
  };
  arena.execute([&] {
    tbb::parallel_pipeline(2 * threads, tbb::make_filter<void, std::size_t>(tbb::filter_mode::serial_in_order, source) &
                                            tbb::make_filter<std::size_t, std::size_t>(tbb::filter_mode::parallel, middle) &
                                            tbb::make_filter<std::size_t, void>(tbb::filter_mode::serial_in_order, consume));
  });
}

}  // namespace sim
