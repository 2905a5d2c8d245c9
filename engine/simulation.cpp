#include "engine/simulation.h"

#include <limits>

namespace sim {
namespace {

constexpr std::uint32_t livelock_limit = 1'000'000;  // events in one second of simulated time

}  // namespace

Simulation::Simulation(Seed seed, Time start, std::unique_ptr<Recorder> recorder)
    : seed_(seed), now_(start), second_(start), recorder_(std::move(recorder)) {}

Simulation::Simulation(const Simulation& other)
    : seed_(other.seed_), now_(other.now_), events_(other.events_), second_(other.second_), in_second_(other.in_second_),
      recorder_(other.recorder_->clone()), names_(other.names_), counts_(other.counts_), streams_(other.streams_),
      queue_(other.queue_), pool_(other.pool_) {
  entities_.reserve(other.entities_.size());
  for (const auto& entity : other.entities_) entities_.push_back(entity->type().clone(*entity));
}

EntityId Simulation::add(std::unique_ptr<Entity> entity, std::string_view name) {
  entities_.push_back(std::move(entity));
  names_.push_back(name);
  counts_.push_back(0);
  streams_.emplace_back();
  return static_cast<EntityId>(entities_.size() - 1);
}

void Simulation::start() {
  Context context(*this);
  context.now_ = now_;
  for (EntityId id = 0; id < entities_.size(); ++id) {
    context.self_ = id;
    entities_[id]->start(context);
  }
}

void Simulation::run_until(Time end) {
  Context context(*this);
  while (const Event* next = queue_.peek()) {
    if (next->time >= end) break;
    const Event event = *next;
    queue_.pop();
    handle(event, context);
  }
  now_ = end;
}

void Simulation::handle(const Event& event, Context& context) {
  guard_livelock(event);
  now_ = event.time;
  ++events_;
  context.now_ = event.time;
  context.self_ = event.receiver;
  context.current_ = event.key();
  Entity& entity = *entities_[event.receiver];
  if (event.payload == 0) return entity.type().dispatch(entity, event.what, context);
  const Payload payload = pool_.take(event.payload);
  entity.deliver(event.what, payload.data(), context);
}

void Simulation::guard_livelock(const Event& event) {
  if (event.time != second_) {
    second_ = event.time;
    in_second_ = 0;
  }
  if (++in_second_ > livelock_limit) fail(event, "livelock: more than 1000000 events in one second of simulated time");
}

void Simulation::fail(const Event& event, const std::string& what) const {
  const Entity& entity = *entities_[event.receiver];
  const std::string name = event.payload ? "message " + std::to_string(event.what) : entity.type().event_name(event.what);
  throw Error(Exit::model, what + "; entity '" + std::string(names_[event.receiver]) + "', event '" + name + "', at " +
                               to_string(event.time));
}

std::size_t Simulation::memory_bytes() const {
  std::size_t bytes = queue_.size() * sizeof(Event) + pool_.capacity() * (sizeof(Payload) + sizeof(std::uint32_t));
  for (const auto& streams : streams_) bytes += streams.size() * sizeof(Random);
  return bytes + entities_.size() * (sizeof(void*) + sizeof(std::string_view) + sizeof(std::uint32_t));
}

Random& Context::random(unsigned purpose) {
  auto& streams = simulation_.streams_[self_];
  while (streams.size() <= purpose) {
    const auto name = hash_name(simulation_.names_[self_]);
    streams.emplace_back(simulation_.seed_.value, name, streams.size(), simulation_.seed_.replica);
  }
  return streams[purpose];
}

Ticket Context::schedule(Duration delay, EntityId receiver, std::uint16_t what, std::uint32_t payload) {
  Event event{now_, self_, simulation_.counts_[self_], receiver, payload, what};
  if (delay < 0s) simulation_.fail(event, "scheduling into the past, by " + std::to_string(-delay.count()) + " s");
  std::int64_t time = 0;
  if (__builtin_add_overflow(seconds(now_), delay.count(), &time)) simulation_.fail(event, "overflow of time");
  if (event.count == std::numeric_limits<std::uint32_t>::max()) simulation_.fail(event, "overflow of the event count");
  SIM_ASSERT(receiver < simulation_.entities_.size());
  event.time = Time{Duration{time}};
  ++simulation_.counts_[self_];
  simulation_.queue_.push(event);
  return {event.time, event.sender, event.count};
}

bool Context::cancel(const Ticket& ticket) {
  const Event event{ticket.time, ticket.sender, ticket.count};
  if (ticket.time == never || event.key() <= current_) return false;
  simulation_.queue_.cancel(ticket);
  return true;
}

void Context::require_delay(Duration delay) const {
  if (delay >= 1s) return;
  const Event event{now_, self_, 0, self_, 0, 0};
  simulation_.fail(event, "a message must take at least 1 s");
}

void Context::record(Fact fact) {
  fact.entity = self_;
  simulation_.recorder_->record(now_, fact);
}

PayloadPool& Context::pool() { return simulation_.pool_; }

}  // namespace sim
