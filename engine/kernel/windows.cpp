#include "engine/kernel/windows.h"

#include <algorithm>

namespace sim {
namespace {

/// Where the k-th of `parts` blocks begins when regions are assigned by their past events: a region belongs to the block that
/// contains its midpoint.
std::size_t block_begin(const std::vector<Region>& regions, std::size_t k, std::size_t parts) {
  std::uint64_t all = 0, sum = 0;
  for (const Region& region : regions) all += region.events + 1;
  std::size_t i = 0;
  for (; i < regions.size() && (2 * sum + regions[i].events + 1) * parts < 2 * all * k; ++i) sum += regions[i].events + 1;
  return i;
}

}  // namespace

ConservativeExecutor::ConservativeExecutor(Simulation& simulation, Team* team)
    : simulation_(simulation), team_(team), workers_(team ? team->size() : 1), worker_of_(simulation.regions_.size()),
      barrier_(static_cast<unsigned>(workers_.size())) {
  for (std::size_t w = 0; w < workers_.size(); ++w) {
    workers_[w].first = block_begin(simulation.regions_, w, workers_.size());
    workers_[w].last = block_begin(simulation.regions_, w + 1, workers_.size());
    for (std::size_t region = workers_[w].first; region < workers_[w].last; ++region) worker_of_[region] = static_cast<std::uint32_t>(w);
    for (auto& out : workers_[w].out) out.resize(workers_.size());
  }
}

void ConservativeExecutor::run_until(Time end) {
  for (Region& region : simulation_.regions_)
    if (const Event* event = region.queue.peek()) workers_[0].next = std::min(workers_[0].next, event->time);
  next_window(end);
  if (!over_) {
    if (team_) team_->run([&](unsigned worker) { work(worker, end); });
    else work(0, end);
  }
  const auto first = std::min_element(workers_.begin(), workers_.end(),
                                      [](const Worker& a, const Worker& b) { return a.error_time < b.error_time; });
  if (first->error) std::rethrow_exception(first->error);
}

void ConservativeExecutor::work(unsigned number, Time end) {
  while (!over_) {
    run_window(workers_[number]);
    barrier_.arrive_and_wait([&] { next_window(end); });
    receive(number);
  }
}

void ConservativeExecutor::run_window(Worker& worker) {
  worker.next = never;
  for (std::size_t i = worker.first; i < worker.last; ++i) {
    Region& region = simulation_.regions_[i];
    try {
      simulation_.run(region, window_end_, this);
    } catch (...) {
      if (region.now >= worker.error_time) continue;
      worker.error = std::current_exception();
      worker.error_time = region.now;
    }
  }
  // Only after all regions: one may have sent to a region that this thread had already run.
  for (std::size_t i = worker.first; i < worker.last; ++i)
    if (const Event* event = simulation_.regions_[i].queue.peek()) worker.next = std::min(worker.next, event->time);
  for (const auto& remote_events : worker.out[parity_])
    for (const RemoteEvent& remote : remote_events) worker.next = std::min(worker.next, remote.event.time);
}

/// Called while all others wait: messages of this window are delivered next and another window begins, unless the run is
/// complete.
void ConservativeExecutor::next_window(Time end) {
  Time first = never;
  bool failed = false;
  for (const Worker& worker : workers_) {
    first = std::min(first, worker.next);
    failed = failed || worker.error;
  }
  parity_ ^= 1;
  over_ = failed || first >= end;
  if (over_) return;
  ++simulation_.windows_;
  window_end_ = first < end - simulation_.lookahead_ ? first + simulation_.lookahead_ : end;
}

void ConservativeExecutor::post(const RemoteEvent& remote, const Region& from) {
  const std::uint32_t to = simulation_.region_of_[remote.event.receiver];
  const std::uint32_t here = worker_of_[from.number], there = worker_of_[to];
  if (here != there) return workers_[here].out[parity_][there].push_back(remote);
  RemoteEvent own = remote;  // no other thread uses this region
  own.put_into(simulation_.regions_[to]);
}

/// Receives the messages of the previous window.
void ConservativeExecutor::receive(unsigned number) {
  for (Worker& sender : workers_) {
    auto& remote_events = sender.out[parity_ ^ 1][number];
    for (RemoteEvent& remote : remote_events) remote.put_into(simulation_.regions_[simulation_.region_of_[remote.event.receiver]]);
    remote_events.clear();
  }
}

}  // namespace sim
