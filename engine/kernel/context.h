// The interface of a handler: now, random, after, send, record. A handler has no other way to act.
#pragma once

#include <cstring>
#include <type_traits>

#include "engine/base/error.h"
#include "engine/kernel/entity.h"
#include "engine/kernel/recorder.h"

namespace sim {

class Simulation;
class ConservativeExecutor;
struct Region;

class Context {
 public:
  Time now() const { return now_; }
  EntityId self() const { return self_; }

  /// The stream of this entity for one substream. Substreams are small numbers, named by an enum in the entity's class. The reference
  /// is valid until the next call of random().
  Random& random(unsigned substream) {
    if (substream < cell_->streams.size()) [[likely]]
      return cell_->streams[substream];
    return new_stream(substream);
  }

  /// Schedules a handler of the entity itself; the id cancels it. Delays of 0 s are allowed, negative ones are an error.
  template <class T>
  EventId after(Duration delay, void (T::*handler)(Context&)) {
    return schedule(later(delay), listed<T>(handler));
  }

  /// Schedules a handler for an instant that is not in the past.
  template <class T>
  EventId at(Time time, void (T::*handler)(Context&)) {
    return schedule(time, listed<T>(handler));
  }

  /// Cancels an event scheduled by `after` or `at` of this entity. Does nothing if it has already happened or been cancelled.
  /// Returns whether it was pending.
  bool cancel(const EventId& id);

  /// Sends a message that arrives after `delay` >= 1 s: no contact is instantaneous, so that regions can run in parallel.
  template <class Message>
  void send(EntityId receiver, Duration delay, const Message& message) {
    static_assert(std::is_trivially_copyable_v<Message> && sizeof(Message) <= payload_bytes);
    static_assert(alignof(Message) <= alignof(std::max_align_t));
    if (delay < 1s) refuse(receiver, Message::id, "a message must take at least 1 s");
    if (region_of_ && region_of_[receiver] != region_number_) [[unlikely]]
      return post(later(delay), receiver, Message::id, &message, sizeof message);
    std::memcpy(deliver(later(delay), receiver, Message::id), &message, sizeof message);
  }

  /// Records a fact; entity and time are filled in.
  void record(Fact fact) {
    fact.entity = self_;
    recorder_->record(now_, fact);
  }

 private:
  friend class Simulation;
  Context(Simulation& simulation, Region& region, ConservativeExecutor* windows = nullptr);

  /// now + delay; `never` if that overflows.
  Time later(Duration delay) const {
    std::int64_t time = 0;
    return __builtin_add_overflow(seconds(now_), delay.count(), &time) ? never : Time{Duration{time}};
  }
  Random& new_stream(unsigned substream);
  EventId schedule(Time time, std::uint16_t type);
  std::byte* deliver(Time time, EntityId receiver, std::uint16_t message);  // where to put the payload
  void post(Time time, EntityId receiver, std::uint16_t message, const void* payload, std::size_t bytes);
  std::uint32_t numbered(Time time, EntityId receiver, std::uint16_t type, bool message);
  [[noreturn]] void refuse(Time time, EntityId receiver, std::uint16_t type, bool message) const;
  [[noreturn]] void refuse(EntityId receiver, std::uint16_t message, const std::string& why) const;

  template <class T>
  static std::uint16_t listed(void (T::*handler)(Context&)) {
    const std::uint16_t type = handler_index<T>(handler);
    SIM_ASSERT(type < T::events.size());
    return type;
  }

  Simulation& simulation_;
  Region& region_;
  Recorder* recorder_;                 // of the region
  const std::uint32_t* region_of_;     // [entity]; nullptr when there is one region only
  std::uint32_t region_number_;
  EntityId entities_;                  // number of entities
  ConservativeExecutor* windows_;      // if regions run concurrently, otherwise nullptr
  EntityRecord* cell_ = nullptr;       // of the entity itself
  Time now_{};
  EntityId self_ = 0;
};

}  // namespace sim
