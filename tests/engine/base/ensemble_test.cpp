#include "engine/base/ensemble.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "engine/base/error.h"
#include "engine/base/team.h"
#include "engine/random/random.h"
#include "tests/catch.h"
#include "tests/sanitized.h"

namespace {

const std::atomic<bool> no_stop{false};

/// Takes longer for some items than for others.
std::optional<std::string> result_of(std::size_t item) {
  std::this_thread::sleep_for(std::chrono::microseconds(sim::Random(1, item, 0, 0).below(300)));
  return "result " + std::to_string(item);
}

/// Says how many of its kind exist.
struct Counted {
  explicit Counted(std::atomic<int>* alive, std::atomic<int>* most) : alive_(alive) {
    const int now = ++*alive_;
    int seen = most->load();
    while (seen < now && !most->compare_exchange_weak(seen, now)) {
    }
  }
  Counted(Counted&& other) noexcept : alive_(std::exchange(other.alive_, nullptr)) {}
  Counted& operator=(Counted&& other) noexcept {
    std::swap(alive_, other.alive_);
    return *this;
  }
  ~Counted() {
    if (alive_) --*alive_;
  }

 private:
  std::atomic<int>* alive_;
};

}  // namespace

TEST_CASE("results are consumed in the order of the items, whatever the number of threads") {
  for (const unsigned threads : {1u, 2u, 7u, 16u}) {
    for (const std::size_t items : {0u, 1u, 2u, 15u, 100u}) {
      std::vector<std::string> consumed;
      bool overlapped = false;
      std::mutex one_at_a_time;
      sim::run_ensemble<std::string>(
          items, threads, result_of,
          [&](std::size_t i, std::string&& result) {
            const std::unique_lock lock(one_at_a_time, std::try_to_lock);
            overlapped = overlapped || !lock.owns_lock();
            consumed.push_back(std::to_string(i) + ": " + result);
          },
          no_stop);
      REQUIRE(consumed.size() == items);
      CHECK_FALSE(overlapped);
      for (std::size_t i = 0; i < items; ++i) CHECK(consumed[i] == std::to_string(i) + ": result " + std::to_string(i));
    }
  }
}

TEST_CASE("an item without a result is skipped and leaves no gap in the memory of others") {
  for (const unsigned threads : {1u, 2u, 7u, 16u}) {
    std::vector<std::size_t> consumed, expected;
    for (std::size_t i = 0; i < 200; ++i)
      if (i % 3 != 1) expected.push_back(i);
    sim::run_ensemble<std::size_t>(
        200, threads, [](std::size_t i) { return i % 3 == 1 ? std::nullopt : std::optional(i); },
        [&](std::size_t i, std::size_t&& result) {
          CHECK(i == result);
          consumed.push_back(result);
        },
        no_stop);
    CHECK(consumed == expected);
  }
}

TEST_CASE("at most two results per thread are held") {
  for (const unsigned threads : {1u, 2u, 7u, 16u}) {
    std::atomic<int> alive{0}, most{0};
    sim::run_ensemble<Counted>(
        300, threads, [&](std::size_t) { return std::optional<Counted>(std::in_place, &alive, &most); },
        [&](std::size_t i, Counted&&) {
          if (i == 0) std::this_thread::sleep_for(std::chrono::milliseconds(30));  // the others run ahead as far as they may
        },
        no_stop);
    INFO(threads << " threads held " << most);
    CHECK(most <= 2 * static_cast<int>(threads));
    CHECK(alive == 0);
  }
}

TEST_CASE("a stop ends the ensemble after the items in the making, and what was consumed has no holes") {
  for (const unsigned threads : {1u, 2u, 7u, 16u}) {
    std::atomic<bool> stop{false};
    std::vector<std::size_t> consumed;
    sim::run_ensemble<std::size_t>(
        100'000, threads, [](std::size_t i) { return std::optional(i); },
        [&](std::size_t i, std::size_t&&) {
          consumed.push_back(i);
          if (i == 20) stop = true;
        },
        stop);
    CHECK(consumed.size() >= 21);
    CHECK(consumed.size() <= 21 + 2 * threads);
    for (std::size_t i = 0; i < consumed.size(); ++i) CHECK(consumed[i] == i);
  }
}

TEST_CASE("an exception of a worker or of the consumer is passed on with its type") {
  for (const unsigned threads : {1u, 2u, 7u, 16u}) {
    const auto fails_at = [&](std::size_t worker, std::size_t consumer) {
      std::size_t consumed = 0;
      try {
        sim::run_ensemble<std::size_t>(
            50, threads,
            [&](std::size_t i) {
              if (i == worker) throw sim::Error(sim::Exit::model, sim::typed("worker " + std::to_string(i)));
              return std::optional(i);
            },
            [&](std::size_t i, std::size_t&&) {
              if (i == consumer) throw sim::Error(sim::Exit::io, sim::typed("consumer " + std::to_string(i)));
              ++consumed;
            },
            no_stop);
      } catch (const sim::Error& error) {
        return std::string(error.what()) + " after at most " + (consumed <= std::min(worker, consumer) ? "its predecessors" : "more");
      }
      return std::string("no error");
    };
    CHECK(fails_at(20, 100) == "worker 20 after at most its predecessors");
    CHECK(fails_at(100, 10) == "consumer 10 after at most its predecessors");
    CHECK(fails_at(100, 100) == "no error");
  }
}

TEST_CASE("zero threads means all of the machine") {
  CHECK(sim::hardware_threads() >= 1);
  std::size_t sum = 0;
  sim::run_ensemble<std::size_t>(
      10, 0, [](std::size_t i) { return std::optional(i); }, [&](std::size_t, std::size_t&& x) { sum += x; }, no_stop);
  CHECK(sum == 45);
}

TEST_CASE("no more threads work than there are items") {
  std::mutex guard;
  std::set<std::thread::id> seen;
  sim::ordered_pipeline(
      2, 1000,
      [&](std::size_t) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        const std::lock_guard lock(guard);
        seen.insert(std::this_thread::get_id());
      },
      [](std::size_t) {}, no_stop);
  CHECK(seen.size() <= 2);
}

TEST_CASE("a pipeline within an item of another one works on the thread it has") {
  std::atomic<int> foreign{0};
  sim::ordered_pipeline(
      8, 3,
      [&](std::size_t) {
        const auto mine = std::this_thread::get_id();
        std::size_t consumed = 0;
        sim::ordered_pipeline(
            20, 0, [&](std::size_t) { foreign += std::this_thread::get_id() != mine; }, [&](std::size_t) { ++consumed; }, no_stop);
        foreign += consumed != 20;
      },
      [](std::size_t) {}, no_stop);
  CHECK(foreign == 0);
}

TEST_CASE("threads that the machine does not give are an error of the machine, and those that were started end") {
  if (sim::testing::sanitized) {
    WARN("left out: the limit on memory would end the sanitizer");
    return;
  }
  constexpr int no_limit = 77;
  // In a process of its own, because a limit on memory cannot be raised again; stacks count.
  const pid_t child = ::fork();
  if (child == 0) {
    const rlimit limit{std::size_t{1} << 31, std::size_t{1} << 31};
    ::setrlimit(RLIMIT_AS, &limit);
    rlimit in_force{};
    ::getrlimit(RLIMIT_AS, &in_force);
    if (in_force.rlim_max != limit.rlim_max) ::_exit(no_limit);
    int exit = 1;
    try {
      sim::ordered_pipeline(5000, 5000, [](std::size_t) {}, [](std::size_t) {}, no_stop);
    } catch (const sim::Error& error) {
      const bool told = std::string(error.what()).find("cannot start 5000 threads") != std::string::npos;
      exit = error.exit() == sim::Exit::resource && told ? 0 : 2;
    }
    try {
      sim::Team team(5000);
      exit = 3;
    } catch (const sim::Error& error) {
      if (error.exit() != sim::Exit::resource) exit = 4;
    }
    ::_exit(exit);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  if (WIFEXITED(status) && WEXITSTATUS(status) == no_limit) WARN("left out: this machine sets no limit on memory (an emulator)");
  else CHECK(status == 0);
}
