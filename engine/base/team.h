// A few threads that are guaranteed to run concurrently. The tasks of a thread pool need not; regions that wait for each other at
// the end of every window must.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <thread>
#include <vector>

namespace sim {

/// One step of a spin loop: first a pause instruction, after some rounds a yield to the scheduler.
void spin_backoff(unsigned& rounds);

/// All threads of a team wait here for each other.
class Barrier {
 public:
  explicit Barrier(unsigned threads) : threads_(threads) {}

  /// The last thread to arrive calls `last` while the others still wait; whatever any thread did before is visible to all
  /// afterwards.
  template <class Last>
  void arrive_and_wait(Last last) {
    const std::uint32_t round = round_.load(std::memory_order_relaxed);
    if (here_.fetch_add(1, std::memory_order_acq_rel) + 1 == threads_) {
      last();
      here_.store(0, std::memory_order_relaxed);
      round_.store(round + 1, std::memory_order_release);
      return;
    }
    for (unsigned rounds = 0; round_.load(std::memory_order_acquire) == round;) spin_backoff(rounds);
  }

 private:
  const unsigned threads_;
  alignas(64) std::atomic<std::uint32_t> here_{0};
  alignas(64) std::atomic<std::uint32_t> round_{0};
};

class Team {
 public:
  /// `threads` (at least 1) counts the caller of run(): the other threads live as long as the team. Error(Exit::resource) if they
  /// cannot be started.
  explicit Team(unsigned threads);
  ~Team();
  Team(const Team&) = delete;
  Team& operator=(const Team&) = delete;

  unsigned size() const { return static_cast<unsigned>(threads_.size()) + 1; }

  /// Calls work(0) here and work(1) ... work(size - 1) on the other threads, concurrently, and returns when all have returned.
  /// Work must not throw. One call at a time.
  void run(const std::function<void(unsigned)>& work);

 private:
  void serve(unsigned worker);
  void dismiss();

  const std::function<void(unsigned)>* work_ = nullptr;
  std::atomic<std::uint32_t> called_{0};   // how many times run() was called
  std::atomic<std::uint32_t> working_{0};  // threads that have not returned from this call
  std::atomic<bool> over_{false};
  std::vector<std::thread> threads_;
};

}  // namespace sim
