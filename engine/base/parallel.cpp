#include "engine/base/parallel.h"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <optional>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace sim {
namespace {

thread_local bool in_pipeline = false;

using Step = std::function<void(std::size_t)>;

/// Items are taken in order by whatever thread is free. Whoever finishes the one that is due consumes it and those that wait
/// behind it.
class Pipeline {
 public:
  Pipeline(std::size_t count, unsigned threads, const Step& work, const Step& consume, const std::atomic<bool>& stop)
      : count_(count), work_(work), consume_(consume), stop_(stop), made_(2 * std::size_t{threads}) {}

  /// What each thread does until nothing is left.
  void serve() {
    const bool outside = !std::exchange(in_pipeline, true);
    std::unique_lock lock(mutex_);
    while (const auto item = take(lock)) {
      attempt(lock, work_, *item);
      made_[*item % made_.size()] = true;
      consume_what_is_due(lock);
    }
    in_pipeline = !outside;
  }

  void fail(std::exception_ptr error) {
    const std::lock_guard lock(mutex_);
    if (!error_) error_ = std::move(error);
    room_.notify_all();
  }

  void rethrow() const {
    if (error_) std::rethrow_exception(error_);
  }

 private:
  bool over() const { return error_ || next_ == count_ || stop_.load(std::memory_order_relaxed); }

  std::optional<std::size_t> take(std::unique_lock<std::mutex>& lock) {
    room_.wait(lock, [this] { return over() || next_ - consumed_ < made_.size(); });
    if (over()) return {};
    return next_++;
  }

  void consume_what_is_due(std::unique_lock<std::mutex>& lock) {
    if (consuming_) return;
    consuming_ = true;
    while (!error_ && made_[consumed_ % made_.size()]) {
      made_[consumed_ % made_.size()] = false;
      attempt(lock, consume_, consumed_);
      ++consumed_;
      room_.notify_all();
    }
    consuming_ = false;
  }

  /// Takes a step without the lock; the first error ends the pipeline.
  void attempt(std::unique_lock<std::mutex>& lock, const Step& step, std::size_t item) {
    lock.unlock();
    try {
      step(item);
    } catch (...) {
      fail(std::current_exception());
    }
    lock.lock();
  }

  const std::size_t count_;
  const Step &work_, &consume_;
  const std::atomic<bool>& stop_;
  std::mutex mutex_;
  std::condition_variable room_;       // for one more item in progress
  std::vector<bool> made_;             // [item modulo its length] done, but not yet consumed
  std::size_t next_ = 0, consumed_ = 0;
  bool consuming_ = false;
  std::exception_ptr error_;
};

}  // namespace

unsigned hardware_threads() { return std::max(1u, std::thread::hardware_concurrency()); }

Error no_threads(unsigned wanted, const std::system_error& reason) {
  const std::string number = std::to_string(wanted);
  const Message why = reason_of(reason.code().value());
  return {Exit::resource,
          {"无法启动" + number + "个线程：" + why.zh + "；请减少线程（--threads 1），或放宽进程数和内存的限制（ulimit -u、ulimit -v）",
           "cannot start " + number + " threads: " + why.en +
               "; ask for fewer (--threads 1), or raise the limits on processes and memory (ulimit -u, ulimit -v)"}};
}

void ordered_pipeline(std::size_t count, unsigned threads, const Step& work, const Step& consume, const std::atomic<bool>& stop) {
  const unsigned wanted = in_pipeline ? 1 : threads > 0 ? threads : hardware_threads();
  const auto used = static_cast<unsigned>(std::clamp<std::size_t>(count, 1, wanted));
  Pipeline pipeline(count, used, work, consume, stop);
  std::vector<std::jthread> helpers;
  try {
    for (unsigned n = 1; n < used; ++n) helpers.emplace_back([&pipeline] { pipeline.serve(); });
  } catch (const std::system_error& error) {
    if (threads > 0) pipeline.fail(std::make_exception_ptr(no_threads(used, error)));
  }
  pipeline.serve();
  helpers.clear();
  pipeline.rethrow();
}

}  // namespace sim
