#include "engine/base/team.h"

#include <algorithm>
#include <system_error>

#include "engine/base/parallel.h"

namespace sim {
namespace {

/// Tells the processor that this thread is spinning.
void pause() {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ __volatile__("yield");
#endif
}

}  // namespace

void spin_backoff(unsigned& rounds) {
  if (++rounds < 4'000) pause();
  else std::this_thread::yield();
}

Team::Team(unsigned threads) {
  try {
    for (unsigned worker = 1; worker < std::max(1u, threads); ++worker) threads_.emplace_back([this, worker] { serve(worker); });
  } catch (const std::system_error& error) {
    dismiss();  // there is no destructor for what was not constructed
    throw no_threads(threads, error);
  }
}

Team::~Team() { dismiss(); }

void Team::dismiss() {
  over_ = true;
  ++called_;
  called_.notify_all();
  for (auto& thread : threads_) thread.join();
}

void Team::run(const std::function<void(unsigned)>& work) {
  work_ = &work;
  working_.store(size() - 1, std::memory_order_relaxed);
  called_.fetch_add(1, std::memory_order_release);
  called_.notify_all();
  work(0);
  for (unsigned rounds = 0; working_.load(std::memory_order_acquire) != 0;) spin_backoff(rounds);
}

// Between calls a thread spins for a while before it sleeps, because calls follow each other closely.
void Team::serve(unsigned worker) {
  for (std::uint32_t seen = 0;; ++seen) {
    for (unsigned rounds = 0; called_.load(std::memory_order_acquire) == seen && rounds < 8'000;) spin_backoff(rounds);
    called_.wait(seen, std::memory_order_acquire);
    if (over_) return;
    (*work_)(worker);
    working_.fetch_sub(1, std::memory_order_release);
  }
}

}  // namespace sim
