#include "engine/simulation.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include "engine/windows.h"

namespace sim {
namespace {

constexpr std::uint32_t livelock_limit = 1'000'000;  // events of one entity in a row, in one second of simulated time
constexpr std::uint32_t any_payload = 1;             // only tells that it is a message

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
  for (const Cell& cell : other.cells_)
    cells_.push_back({cell.entity->type().clone(*cell.entity), cell.dispatch, cell.streams, cell.mark, cell.count});
  regions_.reserve(other.regions_.size());
  for (const Region& region : other.regions_)
    regions_.push_back({region.number, region.events, region.now, region.second, region.chain, region.in_chain,
                        region.recorder->clone(), region.queue, region.pool});
}

EntityId Simulation::add(std::unique_ptr<Entity> entity, std::string_view name) {
  const auto dispatch = entity->type().dispatch;
  cells_.push_back({std::move(entity), dispatch, {}, {}, 0});
  names_.push_back(name);
  return static_cast<EntityId>(cells_.size() - 1);
}

void Simulation::divide(std::vector<std::uint32_t> region_of, Duration lookahead, std::vector<std::unique_ptr<Recorder>> recorders) {
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
    context.begin(id);
    cells_[id].entity->start(context);
  }
}

void Simulation::run_until(Time end, Team* team) {
  if (regions_.size() == 1) run(regions_.front(), end);
  else Windows(*this, team).run_until(end);
  now_ = std::max(now_, end);
}

[[gnu::flatten]] void Simulation::run(Region& region, Time end, Windows* windows) {
  Context context(*this, region, windows);
  while (const Event* next = region.queue.peek()) {
    if (next->time >= end) break;
    const Event event = *next;
    if (event.payload == 0) cells_[event.sender].mark = {event.time, event.count + 1};
    const bool live = region.queue.pop();
    if (const Event* soon = region.queue.soon(0)) __builtin_prefetch(cells_[soon->receiver].entity.get());
    if (const Event* later = region.queue.soon(2)) __builtin_prefetch(&cells_[later->receiver]);
    if (live) handle(event, region, context);
  }
}

inline void Simulation::handle(const Event& event, Region& region, Context& context) {
  region.now = event.time;
  ++region.events;
  context.now_ = event.time;
  context.begin(event.receiver);
  guard_livelock(event, region);
  const Cell& cell = cells_[event.receiver];
  if (event.payload == 0) return cell.dispatch(*cell.entity, event.what, context);
  const Payload payload = region.pool.take(event.payload);
  cell.entity->deliver(event.what, payload.data(), context);
}

// Those who fail get a copy of the event, so that on the way of all others it can stay in registers.
//
// Messages take time, so what goes on within a second without end is a chain of one entity's own events. Their numbers follow
// each other in the order of events, so that the count is the same however entities are divided into regions.
inline void Simulation::guard_livelock(const Event& event, Region& region) const {
  if (event.payload != 0 || event.time != region.second || event.sender != region.chain) {
    region.second = event.time;
    region.chain = event.sender;
    region.in_chain = 0;
  }
  if (++region.in_chain > livelock_limit)
    fail(Event(event), region.now, "livelock: more than 1000000 events in a row in one second of simulated time");
}

[[gnu::noinline, gnu::cold]] void Simulation::fail(const Event& event, Time now, const std::string& what) const {
  const auto named = [this](EntityId entity) { return "'" + std::string(names_[entity]) + "'"; };
  const std::string event_name = event.payload != 0
      ? "message " + std::to_string(event.what) + " from " + named(event.sender)
      : "event '" + std::string(cells_[event.receiver].entity->type().event_name(event.what)) + "'";
  throw Error(Exit::model, what + "; entity " + named(event.receiver) + ", " + event_name + ", at " + to_string(now));
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
  std::size_t bytes = cells_.size() * (sizeof(Cell) + sizeof(std::string_view)) + region_of_.capacity() * sizeof(std::uint32_t);
  for (const Region& region : regions_)
    bytes += region.queue.memory_bytes() + region.pool.memory_bytes();
  for (const Cell& cell : cells_) bytes += cell.streams.capacity() * sizeof(Random);
  return bytes;
}

Context::Context(Simulation& simulation, Region& region, Windows* windows)
    : simulation_(simulation), region_(region), recorder_(region.recorder.get()),
      region_of_(simulation.region_of_.empty() ? nullptr : simulation.region_of_.data()), region_number_(region.number),
      windows_(windows) {}

/// Hands over to an entity.
inline void Context::begin(EntityId entity) {
  self_ = entity;
  cell_ = &simulation_.cells_[entity];
}

Random& Context::new_stream(unsigned purpose) {
  auto& streams = cell_->streams;
  const auto name = hash_name(simulation_.names_[self_]);
  while (streams.size() <= purpose) streams.emplace_back(simulation_.seed_.value, name, streams.size(), simulation_.seed_.replica);
  return streams[purpose];
}

/// The next event of this entity; counts it.
inline Event Context::numbered(Time time, EntityId receiver, std::uint16_t what, std::uint32_t payload) {
  SIM_ASSERT(receiver < simulation_.cells_.size());
  std::uint32_t& count = cell_->count;
  const Event event{time, count, self_, receiver, payload, what, {}};
  if (time < now_ || time == never || count == std::numeric_limits<std::uint32_t>::max()) [[unlikely]] refuse(Event(event));
  ++count;
  return event;
}

[[gnu::flatten]] Ticket Context::schedule(Time time, EntityId receiver, std::uint16_t what, std::uint32_t payload) {
  const Event event = numbered(time, receiver, what, payload);
  region_.queue.push(event);
  return {time, self_, event.count};
}

/// Sends a message into another region.
void Context::post(Time time, EntityId receiver, std::uint16_t what, const void* message, std::size_t bytes) {
  Parcel parcel{numbered(time, receiver, what, any_payload), {}};
  std::memcpy(parcel.payload.bytes.data(), message, bytes);
  if (time - now_ < simulation_.lookahead_)
    simulation_.fail(parcel.event, now_, "a message to another region takes less than the lookahead of " +
                                             std::to_string(simulation_.lookahead_.count()) + " s");
  if (windows_) windows_->post(parcel, region_);
  else parcel.put_into(simulation_.region_of(receiver));
}

bool Context::cancel(const Ticket& ticket) {
  if (ticket.time == never) return false;
  SIM_ASSERT(ticket.sender == self_);
  return !cell_->mark.has_passed(ticket) && region_.queue.cancel(ticket);
}

[[gnu::noinline, gnu::cold]] void Context::refuse(const Event& event) const {
  if (event.time < now_) simulation_.fail(event, now_, "scheduling into the past, to " + to_string(event.time));
  simulation_.fail(event, now_, event.time == never ? "overflow of time" : "overflow of the event count");
}

void Context::refuse(EntityId receiver, std::uint16_t message, const char* why) const {
  SIM_ASSERT(receiver < simulation_.cells_.size());
  simulation_.fail({now_, 0, self_, receiver, any_payload, message, {}}, now_, why);
}

}  // namespace sim
