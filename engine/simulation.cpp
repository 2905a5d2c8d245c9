#include "engine/simulation.h"

#include <algorithm>
#include <limits>

namespace sim {
namespace {

constexpr std::uint32_t livelock_limit = 1'000'000;  // events in one second of simulated time

}  // namespace

Simulation::Simulation(Seed seed, Time start, std::unique_ptr<Recorder> recorder)
    : seed_(seed), now_(start), second_(start), recorder_(std::move(recorder)) {}

Simulation::Simulation(const Simulation& other)
    : seed_(other.seed_), now_(other.now_), events_(other.events_), second_(other.second_), in_second_(other.in_second_),
      recorder_(other.recorder_->clone()), names_(other.names_), queue_(other.queue_), pool_(other.pool_) {
  cells_.reserve(other.cells_.size());
  for (const Cell& cell : other.cells_)
    cells_.push_back({cell.entity->type().clone(*cell.entity), cell.dispatch, cell.streams, cell.mark, cell.count});
}

EntityId Simulation::add(std::unique_ptr<Entity> entity, std::string_view name) {
  const auto dispatch = entity->type().dispatch;
  cells_.push_back({std::move(entity), dispatch, {}, {}, 0});
  names_.push_back(name);
  return static_cast<EntityId>(cells_.size() - 1);
}

void Simulation::start() {
  Context context(*this, *recorder_);
  context.now_ = now_;
  for (EntityId id = 0; id < cells_.size(); ++id) {
    context.self_ = id;
    cells_[id].entity->start(context);
  }
}

void Simulation::run_until(Time end) {
  Context context(*this, *recorder_);
  while (const Event* next = queue_.peek()) {
    if (next->time >= end) break;
    const Event event = *next;
    if (event.payload == 0) cells_[event.sender].mark = {event.time, event.count + 1};
    if (queue_.pop()) handle(event, context);
  }
  now_ = std::max(now_, end);
}

void Simulation::handle(const Event& event, Context& context) {
  guard_livelock(event);
  now_ = event.time;
  ++events_;
  context.now_ = event.time;
  context.self_ = event.receiver;
  const Cell& cell = cells_[event.receiver];
  if (event.payload == 0) return cell.dispatch(*cell.entity, event.what, context);
  const Payload payload = pool_.take(event.payload);
  cell.entity->deliver(event.what, payload.data(), context);
}

void Simulation::guard_livelock(const Event& event) {
  if (event.time != second_) {
    second_ = event.time;
    in_second_ = 0;
  }
  if (++in_second_ > livelock_limit) fail(event, "livelock: more than 1000000 events in one second of simulated time");
}

void Simulation::fail(const Event& event, const std::string& what) const {
  const auto named = [this](EntityId entity) { return "'" + std::string(names_[entity]) + "'"; };
  const std::string event_name = event.payload != 0
      ? "message " + std::to_string(event.what) + " from " + named(event.sender)
      : "event '" + std::string(cells_[event.receiver].entity->type().event_name(event.what)) + "'";
  throw Error(Exit::model, what + "; entity " + named(event.receiver) + ", " + event_name + ", at " + to_string(now_));
}

std::size_t Simulation::memory_bytes() const {
  std::size_t bytes = queue_.memory_bytes() + pool_.capacity() * (sizeof(Payload) + sizeof(std::uint32_t));
  for (const Cell& cell : cells_) bytes += cell.streams.capacity() * sizeof(Random);
  return bytes + cells_.size() * (sizeof(Cell) + sizeof(std::string_view));
}

Random& Context::random(unsigned purpose) {
  auto& streams = simulation_.cells_[self_].streams;
  while (streams.size() <= purpose) {
    const auto name = hash_name(simulation_.names_[self_]);
    streams.emplace_back(simulation_.seed_.value, name, streams.size(), simulation_.seed_.replica);
  }
  return streams[purpose];
}

Time Context::later(Duration delay) const {
  std::int64_t time = 0;
  return __builtin_add_overflow(seconds(now_), delay.count(), &time) ? never : Time{Duration{time}};
}

Ticket Context::schedule(Time time, EntityId receiver, std::uint16_t what, std::uint32_t payload) {
  SIM_ASSERT(receiver < simulation_.cells_.size());
  std::uint32_t& count = simulation_.cells_[self_].count;
  const Event event{time, count, self_, receiver, payload, what, {}};
  if (time < now_) simulation_.fail(event, "scheduling into the past, to " + to_string(time));
  if (time == never) simulation_.fail(event, "overflow of time");
  if (count == std::numeric_limits<std::uint32_t>::max()) simulation_.fail(event, "overflow of the event count");
  ++count;
  simulation_.queue_.push(event);
  return {time, self_, event.count};
}

bool Context::cancel(const Ticket& ticket) {
  if (ticket.time == never) return false;
  SIM_ASSERT(ticket.sender == self_);
  return !simulation_.cells_[self_].mark.has_passed(ticket) && simulation_.queue_.cancel(ticket);
}

void Context::refuse(EntityId receiver, std::uint16_t message, const char* why) const {
  SIM_ASSERT(receiver < simulation_.cells_.size());
  constexpr std::uint32_t any_payload = 1;  // only tells that it is a message
  simulation_.fail({now_, 0, self_, receiver, any_payload, message, {}}, why);
}

PayloadPool& Context::pool() { return simulation_.pool_; }

}  // namespace sim
