#include "engine/kernel/simulation.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include "engine/base/event_error.h"
#include "engine/kernel/windows.h"

namespace sim {
namespace {

constexpr std::uint32_t livelock_limit = 1'000'000;  // events of one entity in a row, in one second of simulated time

}  // namespace

Simulation::Simulation(Seed seed, Time start, std::unique_ptr<Recorder> recorder) : seed_(seed), now_(start) {
  Region& whole = regions_.emplace_back();
  whole.now = start;
  whole.recorder = std::move(recorder);
}

Simulation::Simulation(const Simulation& other)
    : seed_(other.seed_), now_(other.now_), names_(other.names_), region_of_(other.region_of_), lookahead_(other.lookahead_),
      windows_(other.windows_) {
  cells_.reserve(other.cells_.size());
  for (const EntityRecord& cell : other.cells_)
    cells_.push_back({cell.entity->type().clone(*cell.entity), cell.handle, cell.streams, cell.mark, cell.count});
  regions_.reserve(other.regions_.size());
  for (const Region& region : other.regions_)
    regions_.push_back({region.number, region.events, region.now, region.second, region.chain, region.in_chain, region.recorder->clone(),
                        region.queue, region.pool});
}

EntityId Simulation::add(std::unique_ptr<Entity> entity, std::string_view name) {
  const auto handle = entity->type().handle;
  cells_.push_back({std::move(entity), handle, {}, {}, 0});
  names_.push_back(name);
  return static_cast<EntityId>(cells_.size() - 1);
}

void Simulation::partition(std::vector<std::uint32_t> region_of, Duration lookahead, std::vector<std::unique_ptr<Recorder>> recorders) {
  SIM_ASSERT(region_of.size() == cells_.size() && pending() == 0 && lookahead >= Duration{1});
  SIM_ASSERT(std::all_of(region_of.begin(), region_of.end(), [&](std::uint32_t region) { return region < recorders.size(); }));
  regions_.clear();
  for (auto& recorder : recorders) {
    Region& region = regions_.emplace_back();
    region.number = static_cast<std::uint32_t>(regions_.size() - 1);
    region.now = now_;
    region.recorder = std::move(recorder);
  }
  region_of_ = std::move(region_of);
  lookahead_ = lookahead;
}

void Simulation::start() {
  for (EntityId id = 0; id < cells_.size(); ++id) {
    Context context(*this, region_of(id));
    context.now_ = now_;
    context.self_ = id;
    context.cell_ = &cells_[id];
    cells_[id].entity->start(context);
  }
}

void Simulation::run_until(Time end, Team* team) {
  if (regions_.size() == 1) run(regions_.front(), end);
  else ConservativeExecutor(*this, team).run_until(end);
  now_ = std::max(now_, end);
}

[[gnu::flatten]] void Simulation::run(Region& region, Time end, ConservativeExecutor* windows) {
  Context context(*this, region, windows);
  EventQueue& queue = region.queue;
  EntityRecord* const cells = cells_.data();
  Payload payload;
  while (const Event* next = queue.peek()) {
    if (next->time >= end) break;
    const Time time = next->time;
    const EntityId receiver = next->receiver, sender = next->sender;
    const std::uint32_t count = next->count, slot = next->payload;
    const std::uint16_t type = next->type;
    const bool live = queue.pop();
    const auto* upcoming = reinterpret_cast<const std::byte*>(cells[queue.prefetch_candidate(0).receiver].entity.get());
    __builtin_prefetch(upcoming);
    __builtin_prefetch(upcoming + 64);
    __builtin_prefetch(&cells[queue.prefetch_candidate(2).receiver]);
    region.pool.prefetch(queue.prefetch_candidate(1).payload);
    EntityRecord& cell = cells[receiver];
    context.self_ = receiver;
    context.cell_ = &cell;
    context.now_ = time;
    if (slot == 0) {
      cell.mark = {time, count + 1};
      if (!live) continue;
      guard_livelock(time, sender, type, region);
    } else {
      region.in_chain = 0;
      region.pool.take(slot, payload);
    }
    region.now = time;
    ++region.events;
    cell.handle(*cell.entity, type, slot == 0 ? nullptr : payload.data(), context);
  }
}

// Messages take time, so an endless loop within one second is a chain of one entity's own events. These are consecutive in the
// order of events, so the count does not depend on how entities are divided into regions.
inline void Simulation::guard_livelock(Time time, EntityId entity, std::uint16_t type, Region& region) const {
  if (time != region.second || entity != region.chain) {
    region.second = time;
    region.chain = entity;
    region.in_chain = 0;
  }
  if (++region.in_chain > livelock_limit) [[unlikely]]
    fail(entity, entity, type, false, time, "livelock: more than 1000000 events in a row in one second of simulated time");
}

[[gnu::noinline, gnu::cold]] void Simulation::fail(EntityId receiver, EntityId sender, std::uint16_t type, bool message, Time now,
                                                   const std::string& why) const {
  const auto named = [this](EntityId entity) { return "'" + std::string(names_[entity]) + "'"; };
  const std::string event = message ? "message " + std::to_string(type) + " from " + named(sender)
                                    : "event '" + std::string(cells_[receiver].entity->type().event_name(type)) + "'";
  const std::string en = why + "; entity " + named(receiver) + ", " + event + ", at " + to_string(now);
  throw EventError({"模型出错，对象" + named(receiver) + "，时间" + to_string(now) + "（详情：" + en + "）", en}, receiver, now);
}

std::uint64_t Simulation::events() const {
  std::uint64_t sum = 0;
  for (const Region& region : regions_) sum += region.events;
  return sum;
}

std::size_t Simulation::pending() const {
  std::size_t sum = 0;
  for (const Region& region : regions_) sum += region.queue.size();
  return sum;
}

std::size_t Simulation::memory_bytes() const {
  std::size_t bytes = cells_.size() * (sizeof(EntityRecord) + sizeof(std::string_view)) + region_of_.capacity() * sizeof(std::uint32_t);
  for (const Region& region : regions_) bytes += region.queue.memory_bytes() + region.pool.memory_bytes();
  for (const EntityRecord& cell : cells_) bytes += cell.streams.capacity() * sizeof(Random);
  return bytes;
}

Context::Context(Simulation& simulation, Region& region, ConservativeExecutor* windows)
    : simulation_(simulation), region_(region), recorder_(region.recorder.get()),
      region_of_(simulation.region_of_.empty() ? nullptr : simulation.region_of_.data()), region_number_(region.number),
      entities_(static_cast<EntityId>(simulation.cells_.size())), windows_(windows) {}

Random& Context::new_stream(unsigned substream) {
  auto& streams = cell_->streams;
  const auto name = hash_name(simulation_.names_[self_]);
  while (streams.size() <= substream) streams.emplace_back(simulation_.seed_.value, name, streams.size(), simulation_.seed_.replica);
  return streams[substream];
}

/// The number of the next event of this entity.
inline std::uint32_t Context::numbered(Time time, EntityId receiver, std::uint16_t type, bool message) {
  SIM_ASSERT(receiver < entities_);
  const std::uint32_t count = cell_->count;
  // now <= time < never, in one comparison
  const auto ahead = static_cast<std::uint64_t>(seconds(time)) - static_cast<std::uint64_t>(seconds(now_));
  const auto furthest = static_cast<std::uint64_t>(seconds(never)) - static_cast<std::uint64_t>(seconds(now_));
  if (ahead >= furthest || count == std::numeric_limits<std::uint32_t>::max()) [[unlikely]]
    refuse(time, receiver, type, message);
  cell_->count = count + 1;
  return count;
}

[[gnu::flatten]] EventId Context::schedule(Time time, std::uint16_t type) {
  const std::uint32_t count = numbered(time, self_, type, false);
  region_.queue.push({time, count, self_, self_, 0, type, {}});
  return {time, self_, count};
}

[[gnu::flatten]] std::byte* Context::deliver(Time time, EntityId receiver, std::uint16_t message) {
  const std::uint32_t count = numbered(time, receiver, message, true);
  const std::uint32_t slot = region_.pool.take_slot();
  region_.queue.push({time, count, self_, receiver, slot, message, {}});
  return region_.pool.data(slot);
}

/// Sends a message into another region.
void Context::post(Time time, EntityId receiver, std::uint16_t message, const void* payload, std::size_t bytes) {
  const std::uint32_t count = numbered(time, receiver, message, true);
  RemoteEvent remote{{time, count, self_, receiver, 0, message, {}}, {}};
  std::memcpy(remote.payload.bytes.data(), payload, bytes);
  if (time - now_ < simulation_.lookahead_)
    refuse(receiver, message,
           "a message to another region takes less than the lookahead of " + std::to_string(simulation_.lookahead_.count()) + " s");
  if (windows_) windows_->post(remote, region_);
  else remote.put_into(simulation_.region_of(receiver));
}

bool Context::cancel(const EventId& id) {
  if (id.time == never) return false;
  SIM_ASSERT(id.sender == self_);
  return !cell_->mark.has_passed(id) && region_.queue.cancel(id);
}

[[gnu::noinline, gnu::cold]] void Context::refuse(Time time, EntityId receiver, std::uint16_t type, bool message) const {
  const std::string why = time < now_     ? "scheduling into the past, to " + to_string(time)
                          : time == never ? "overflow of time"
                                          : "overflow of the event count";
  simulation_.fail(receiver, self_, type, message, now_, why);
}

void Context::refuse(EntityId receiver, std::uint16_t message, const std::string& why) const {
  SIM_ASSERT(receiver < entities_);
  simulation_.fail(receiver, self_, message, true, now_, why);
}

}  // namespace sim
