#include "engine/kernel/event_queue.h"

#include <algorithm>
#include <utility>

#include "engine/kernel/rank.h"

namespace sim {
namespace {

struct Later {
  bool operator()(const Event& a, const Event& b) const { return a.key() > b.key(); }
};

struct Earlier {
  bool operator()(const Event& a, const Event& b) const { return a.key() < b.key(); }
};

constexpr std::size_t few = ranked_at_most;        // events that are sorted directly
constexpr unsigned index_bits = 6, key_bits = 25;  // make a key of 31 bits together

/// Few events and a key of each, in the order of events as far as its bits go.
struct Few {
  /// Puts every event in its place. False when some keys are equal; then places are not final.
  bool place(Event* to) {
    Ranks ranks;
    keys.end_at(size);
    rank(keys, size, ranks);
    std::uint64_t places = 0;
    for (std::size_t i = 0; i < size; ++i) {
      const auto place = static_cast<std::size_t>(ranks.ranks[i]);
      places |= std::uint64_t{1} << place;
      to[place] = *events[i];
    }
    return places == ~std::uint64_t{0} >> (few - size);
  }

  /// The same when some keys are equal: events of equal keys stand newest first, and mostly they came in order.
  void place_equal(Event* to) {
    for (std::size_t i = 0; i < size; ++i) keys.keys[i] = keys.keys[i] << index_bits | static_cast<std::int32_t>(few - 1 - i);
    place(to);
    if (!std::is_sorted(to, to + size, Earlier{})) std::sort(to, to + size, Earlier{});
  }

  RankKeys keys;
  std::array<const Event*, few> events;
  std::size_t size = 0;
};

}  // namespace

/// peek() when the next event is not simply the next of those due.
const Event* EventQueue::peek_late() {
  if (!late_.empty()) return late_first() ? &late_.front() : &due_[next_];
  return turn() ? &due_[0] : nullptr;
}

void EventQueue::pop_late() {
  if (late_first()) {
    std::pop_heap(late_.begin(), late_.end(), Later{});
    late_.pop_back();
  } else {
    ++next_;
  }
  sure_end_ = late_.empty() ? due_end_ : next_;
}

/// Makes the next events due, when none is; false when there are none.
bool EventQueue::turn() {
  next_ = due_end_ = 0;
  if (waiting_ <= room / 2) turn_all();
  else
    while (!turn_slot()) {}
  waiting_ -= due_end_;
  sure_end_ = due_end_;
  return due_end_ != 0;
}

/// Makes the earliest slot due, or hands its events down to finer ones; false then.
bool EventQueue::turn_slot() {
  if (turning_ >> seconds_group & 1) {
    const Slot slot = take(first_used(seconds_group));
    if (slot.size <= few) turn_few(slot, seconds_group, nothing);
    else turn_many(slot);
    return true;
  }
  const std::uint64_t wheels = first_of_wheels();
  if (const std::uint64_t number = first_of_ring(); number < wheels) {
    const Slot slot = take_stretch(number);
    if (slot.size > few) return spread_stretch(slot), false;
    turn_few(slot, ring_group, wheels);
    return true;
  }
  const auto group = static_cast<unsigned>(std::countr_zero(turning_ & ~ring_groups));
  const Slot slot = take(first_used(group));
  if (slot.size > enough || (turning_ & ring_groups) != 0) return spread(slot), false;
  turn_few(slot, group, nothing);
  return true;
}

/// Makes all events due, because they are few.
void EventQueue::turn_all() {
  reserve_due(2 * room);
  while (turning_ != 0) {
    const Slot slot = remove(first_used(static_cast<unsigned>(std::countr_zero(turning_))));
    drain(slot, [&](const Event& event) { due_[due_end_++] = event; });
  }
  std::sort(due_.begin(), due_.begin() + static_cast<std::ptrdiff_t>(due_end_), Earlier{});
  horizon_ = end_of_time;
}

/// The earliest used slot of a group that is not empty.
std::size_t EventQueue::first_used(unsigned group) const {
  std::size_t word = group * words;
  while (used_[word] == 0) ++word;
  return word * 64 + static_cast<std::size_t>(std::countr_zero(used_[word]));
}

/// The earliest stretch in the ring; beyond all stretches when there is none.
std::uint64_t EventQueue::first_of_ring() const {
  if ((turning_ & ring_groups) == 0) return nothing;
  const std::uint64_t* used = &used_[ring_group * words];
  const std::uint64_t begin = stretch(now_), place = begin % ring_size;
  std::uint64_t number = begin - place % 64;  // of the first bit of the word
  std::uint64_t bits = used[place / 64] >> place % 64 << place % 64;
  for (std::size_t word = place / 64; bits == 0; number += 64) bits = used[++word % ring_words];
  return number + static_cast<std::uint64_t>(std::countr_zero(bits));
}

/// The stretch with which the earliest slot of the wheels begins; beyond all stretches when they are empty.
std::uint64_t EventQueue::first_of_wheels() const {
  const std::uint32_t turning = turning_ >> wheel_group;
  if (turning == 0) return nothing;
  const auto group = wheel_group + static_cast<unsigned>(std::countr_zero(turning));
  return stretch(begin_of(group, first_used(group)));
}

/// The first second of a slot of a wheel, or of one second.
std::uint64_t EventQueue::begin_of(unsigned group, std::size_t index) const {
  const unsigned shift = group == seconds_group ? 0 : (group - wheel_group + 2) * digit_bits;
  return (now_ >> shift >> digit_bits << digit_bits | index % slot_count) << shift;
}

/// Takes a slot, the earliest one, out of its group; its first second becomes `now_`.
inline EventQueue::Slot EventQueue::take(std::size_t index) {
  now_ = begin_of(static_cast<unsigned>(index / slot_count), index);
  return remove(index);
}

inline EventQueue::Slot EventQueue::take_stretch(std::uint64_t number) {
  now_ = number << digit_bits;
  return remove(in_ring(now_));
}

inline EventQueue::Slot EventQueue::remove(std::size_t index) {
  const std::size_t group = index / slot_count;
  used_[index / 64] &= ~(std::uint64_t{1} << index % 64);
  const std::uint64_t* used = &used_[group * words];
  if ((used[0] | used[1] | used[2] | used[3]) == 0) turning_ &= ~(1u << group);
  return std::exchange(slots_[index], Slot{});
}

/// Makes a slot due and those of its group behind it, until it is worth the turn; of the ring, only stretches before `end`.
void EventQueue::turn_few(Slot slot, unsigned group, std::uint64_t end) {
  Few list;
  const std::uint64_t begin = now_;
  const bool of_ring = group == ring_group;
  const unsigned digits = group >= wheel_group ? group - wheel_group + 3 : group + (slot.size < enough ? 1 : 0);
  const unsigned second_bits = digits * digit_bits;
  const unsigned too_fine = second_bits > key_bits ? second_bits - key_bits : 0, sender_bits = key_bits + too_fine - second_bits;
  const EntityId last_sender = (EntityId{1} << sender_bits) - 1;
  std::size_t size = 0;
  for (;;) {
    drain(slot, [&](const Event& event) {
      const auto second = static_cast<std::uint32_t>((forward(event.time) - begin) >> too_fine);
      list.keys.keys[size] = static_cast<std::int32_t>(second << sender_bits | std::min(event.sender, last_sender));
      list.events[size++] = &event;
    });
    if (size >= enough) break;
    if (of_ring) {
      const std::uint64_t number = first_of_ring();
      if (number >= end || number - stretch(begin) >= slot_count || size + slots_[in_ring(number << digit_bits)].size > few) break;
      slot = take_stretch(number);
    } else {
      if ((turning_ >> group & 1) == 0) break;
      const std::size_t index = first_used(group);
      if (size + slots_[index].size > few) break;
      slot = take(index);
    }
  }
  due_end_ = list.size = size;
  reserve_due(size);
  if (!list.place(due_.data())) list.place_equal(due_.data());
  if (group >= wheel_group) now_ = forward(due_[due_end_ - 1].time);  // long slots are due no further, because much may come into the rest
  horizon_ = of_ring ? now_ | (slot_count - 1) : now_;
}

/// Makes due what is of one second.
void EventQueue::turn_many(const Slot& slot) {
  horizon_ = now_;
  reserve_due(slot.size);
  drain(slot, [&](const Event& event) { due_[due_end_++] = event; });
  std::sort(due_.begin(), due_.begin() + static_cast<std::ptrdiff_t>(due_end_), Earlier{});
}

void EventQueue::reserve_due(std::size_t size) {
  if (due_.size() < size + spare) due_.resize(2 * size + spare);
}

/// Hands the events of a slot of a wheel down to the ring and finer wheels. The ring may hold events of the first stretch, so
/// that nothing goes to seconds.
void EventQueue::spread(const Slot& slot) {
  waiting_ -= slot.size;
  drain(slot, [&](const Event& event) {
    const Event moved = event;  // because the pool may grow
    const std::uint64_t time = forward(moved.time);
    add(stretch(time) - stretch(now_) < ring_size ? in_ring(time) : in_wheel(time)) = moved;
  });
}

/// Hands the events of a stretch down to its seconds.
void EventQueue::spread_stretch(const Slot& slot) {
  waiting_ -= slot.size;
  drain(slot, [&](const Event& event) {
    const Event moved = event;
    add(second_of(forward(moved.time))) = moved;
  });
}

/// Doubles the pool of chunks.
void EventQueue::grow() {
  const auto had = static_cast<std::uint32_t>(before_.size());
  const std::uint32_t has = std::max<std::uint32_t>(16, had * 2);
  events_.resize(has * chunk_events);
  before_.resize(has);
  for (std::uint32_t chunk = has; chunk-- > had;) release(chunk);
}

/// Takes an event into those that are due when there are many or no room: beside many it goes into a heap, so that no burst is slow.
void EventQueue::push_crowded(Key key, Body body) {
  if (due_end_ - next_ >= room && horizon_ == end_of_time && late_.empty()) narrow();
  if (key.time > horizon_) return write(wait(key.time), key, body);
  if (due_end_ - next_ < room) {
    make_room();
    return insert(key, body);
  }
  write(late_.emplace_back(), key, body);
  std::push_heap(late_.begin(), late_.end(), Later{});
  sure_end_ = next_;
}

/// Puts an event in its place among few that are due, and moves those behind it or those before it, whichever are fewer.
void EventQueue::insert(Key key, Body body) {
  const Time time = time_of(key);
  const auto before = [&](const Event& event) {
    return event.time < time || (event.time == time && tag(event.sender, event.count) < key.tag);
  };
  Event* begin = due_.data() + next_;
  Event* end = due_.data() + due_end_;
  const Event* middle = begin + (end - begin) / 2;
  if (next_ > 0 && begin != end && !before(*middle)) {
    for (--next_; begin != middle && before(*begin); ++begin) begin[-1] = *begin;
    write(begin[-1], key, body);
  } else {
    for (++due_end_; end != begin && !before(end[-1]); --end) *end = end[-1];
    write(*end, key, body);
  }
  sure_end_ = late_.empty() ? due_end_ : next_;
}

/// Ends the time of few events: the later half of them goes into wheels.
void EventQueue::narrow() {
  const std::size_t end = due_end_;
  now_ = horizon_ = forward(due_[next_ + room / 2].time);
  for (due_end_ = next_; due_end_ < end && forward(due_[due_end_].time) <= horizon_;) ++due_end_;
  for (std::size_t i = due_end_; i < end; ++i) wait(forward(due_[i].time)) = due_[i];
  sure_end_ = due_end_;
}

void EventQueue::make_room() {
  std::copy(due_.data() + next_, due_.data() + due_end_, due_.data());
  due_end_ -= std::exchange(next_, 0);
  reserve_due(2 * room);
}

std::size_t EventQueue::memory_bytes() const {
  return sizeof *this + (events_.capacity() + due_.capacity() + late_.capacity()) * sizeof(Event) +
         before_.capacity() * sizeof(std::uint32_t);
}

}  // namespace sim
