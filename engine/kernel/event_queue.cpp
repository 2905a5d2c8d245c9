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

/// peek() when the head is not simply the next event of the current bucket.
const Event* EventQueue::peek_overflow() {
  if (!overflow_.empty()) return overflow_first() ? &overflow_.front() : &current_[next_];
  return advance() ? &current_[0] : nullptr;
}

void EventQueue::pop_overflow() {
  if (overflow_first()) {
    std::pop_heap(overflow_.begin(), overflow_.end(), Later{});
    overflow_.pop_back();
  } else {
    ++next_;
  }
  certain_end_ = overflow_.empty() ? current_end_ : next_;
}

/// Makes the next bucket current, when the last one is empty; false when nothing is pending.
bool EventQueue::advance() {
  next_ = current_end_ = 0;
  if (waiting_ <= room / 2) advance_all();
  else
    while (!advance_slot()) {
    }
  waiting_ -= current_end_;
  certain_end_ = current_end_;
  return current_end_ != 0;
}

/// Makes the earliest slot current, or cascades its events into finer ones; false then.
bool EventQueue::advance_slot() {
  if (occupied_ >> seconds_group & 1) {
    const Slot slot = take(first_used(seconds_group));
    if (slot.size <= few) sort_few(slot, seconds_group, nothing);
    else sort_many(slot);
    return true;
  }
  const std::uint64_t wheels = first_of_wheels();
  if (const std::uint64_t number = first_of_calendar(); number < wheels) {
    const Slot slot = take_bucket(number);
    if (slot.size > few) return cascade_bucket(slot), false;
    sort_few(slot, calendar_group, wheels);
    return true;
  }
  const auto group = static_cast<unsigned>(std::countr_zero(occupied_ & ~calendar_groups));
  const Slot slot = take(first_used(group));
  if (slot.size > worth_sorting || (occupied_ & calendar_groups) != 0) return cascade(slot), false;
  sort_few(slot, group, nothing);
  return true;
}

/// Makes all events current, because they are few.
void EventQueue::advance_all() {
  reserve_current(2 * room);
  while (occupied_ != 0) {
    const Slot slot = remove(first_used(static_cast<unsigned>(std::countr_zero(occupied_))));
    drain(slot, [&](const Event& event) { current_[current_end_++] = event; });
  }
  std::sort(current_.begin(), current_.begin() + static_cast<std::ptrdiff_t>(current_end_), Earlier{});
  horizon_ = end_of_time;
}

/// The earliest used slot of a group that is not empty.
std::size_t EventQueue::first_used(unsigned group) const {
  std::size_t word = group * words;
  while (used_[word] == 0) ++word;
  return word * 64 + static_cast<std::size_t>(std::countr_zero(used_[word]));
}

/// The number of the earliest bucket of the calendar; beyond all numbers when it is empty.
std::uint64_t EventQueue::first_of_calendar() const {
  if ((occupied_ & calendar_groups) == 0) return nothing;
  const std::uint64_t* used = &used_[calendar_group * words];
  const std::uint64_t begin = bucket(now_), place = begin % calendar_size;
  std::uint64_t number = begin - place % 64;  // of the first bit of the word
  std::uint64_t bits = used[place / 64] >> place % 64 << place % 64;
  for (std::size_t word = place / 64; bits == 0; number += 64) bits = used[++word % calendar_words];
  return number + static_cast<std::uint64_t>(std::countr_zero(bits));
}

/// The number of the bucket with which the earliest slot of the wheels begins; beyond all numbers when they are empty.
std::uint64_t EventQueue::first_of_wheels() const {
  const std::uint32_t occupied = occupied_ >> wheel_group;
  if (occupied == 0) return nothing;
  const auto group = wheel_group + static_cast<unsigned>(std::countr_zero(occupied));
  return bucket(begin_of(group, first_used(group)));
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

inline EventQueue::Slot EventQueue::take_bucket(std::uint64_t number) {
  now_ = number << digit_bits;
  return remove(in_calendar(now_));
}

inline EventQueue::Slot EventQueue::remove(std::size_t index) {
  const std::size_t group = index / slot_count;
  used_[index / 64] &= ~(std::uint64_t{1} << index % 64);
  const std::uint64_t* used = &used_[group * words];
  if ((used[0] | used[1] | used[2] | used[3]) == 0) occupied_ &= ~(1u << group);
  return std::exchange(slots_[index], Slot{});
}

/// Makes a slot current together with those of its group behind it, until enough events are sorted at once; of the calendar, only
/// buckets before `end`.
void EventQueue::sort_few(Slot slot, unsigned group, std::uint64_t end) {
  Few list;
  const std::uint64_t begin = now_;
  const bool of_calendar = group == calendar_group;
  const unsigned digits = group >= wheel_group ? group - wheel_group + 3 : group + (slot.size < worth_sorting ? 1 : 0);
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
    if (size >= worth_sorting) break;
    if (of_calendar) {
      const std::uint64_t number = first_of_calendar();
      if (number >= end || number - bucket(begin) >= slot_count || size + slots_[in_calendar(number << digit_bits)].size > few) break;
      slot = take_bucket(number);
    } else {
      if ((occupied_ >> group & 1) == 0) break;
      const std::size_t index = first_used(group);
      if (size + slots_[index].size > few) break;
      slot = take(index);
    }
  }
  current_end_ = list.size = size;
  reserve_current(size);
  if (!list.place(current_.data())) list.place_equal(current_.data());
  if (group >= wheel_group)
    now_ = forward(current_[current_end_ - 1].time);  // of a long slot no more is current, because much may be added to the rest
  horizon_ = of_calendar ? now_ | (slot_count - 1) : now_;
}

/// Makes the events of one second current.
void EventQueue::sort_many(const Slot& slot) {
  horizon_ = now_;
  reserve_current(slot.size);
  drain(slot, [&](const Event& event) { current_[current_end_++] = event; });
  std::sort(current_.begin(), current_.begin() + static_cast<std::ptrdiff_t>(current_end_), Earlier{});
}

void EventQueue::reserve_current(std::size_t size) {
  if (current_.size() < size + spare) current_.resize(2 * size + spare);
}

/// Moves the events of a slot of a wheel to the calendar and finer wheels. The calendar may hold events of the first bucket, so that
/// nothing goes to one-second buckets.
void EventQueue::cascade(const Slot& slot) {
  waiting_ -= slot.size;
  drain(slot, [&](const Event& event) {
    const Event moved = event;  // because the pool may grow
    const std::uint64_t time = forward(moved.time);
    add(bucket(time) - bucket(now_) < calendar_size ? in_calendar(time) : in_wheel(time)) = moved;
  });
}

/// Moves the events of a bucket to its one-second buckets.
void EventQueue::cascade_bucket(const Slot& slot) {
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

/// Adds an event to the current bucket when that is crowded or its array full: beyond 32 events it goes into the overflow heap, so
/// that no burst is slow.
void EventQueue::push_overflow(Key key, Body body) {
  if (current_end_ - next_ >= room && horizon_ == end_of_time && overflow_.empty()) spill_to_wheels();
  if (key.time > horizon_) return write(wait(key.time), key, body);
  if (current_end_ - next_ < room) {
    make_room();
    return insert(key, body);
  }
  write(overflow_.emplace_back(), key, body);
  std::push_heap(overflow_.begin(), overflow_.end(), Later{});
  certain_end_ = next_;
}

/// Inserts an event among few current ones, and moves those behind it or those before it, whichever are fewer.
void EventQueue::insert(Key key, Body body) {
  const Time time = time_of(key);
  const auto before = [&](const Event& event) {
    return event.time < time || (event.time == time && tag(event.sender, event.count) < key.tag);
  };
  Event* begin = current_.data() + next_;
  Event* end = current_.data() + current_end_;
  const Event* middle = begin + (end - begin) / 2;
  if (next_ > 0 && begin != end && !before(*middle)) {
    for (--next_; begin != middle && before(*begin); ++begin) begin[-1] = *begin;
    write(begin[-1], key, body);
  } else {
    for (++current_end_; end != begin && !before(end[-1]); --end) *end = end[-1];
    write(*end, key, body);
  }
  certain_end_ = overflow_.empty() ? current_end_ : next_;
}

/// Ends the state of few events: the later half of them goes to the calendar and the wheels.
void EventQueue::spill_to_wheels() {
  const std::size_t end = current_end_;
  now_ = horizon_ = forward(current_[next_ + room / 2].time);
  for (current_end_ = next_; current_end_ < end && forward(current_[current_end_].time) <= horizon_;) ++current_end_;
  for (std::size_t i = current_end_; i < end; ++i) wait(forward(current_[i].time)) = current_[i];
  certain_end_ = current_end_;
}

void EventQueue::make_room() {
  std::copy(current_.data() + next_, current_.data() + current_end_, current_.data());
  current_end_ -= std::exchange(next_, 0);
  reserve_current(2 * room);
}

std::size_t EventQueue::memory_bytes() const {
  return sizeof *this + (events_.capacity() + current_.capacity() + overflow_.capacity()) * sizeof(Event) +
         before_.capacity() * sizeof(std::uint32_t);
}

}  // namespace sim
