#include "engine/event_queue.h"

#include <algorithm>
#include <utility>

namespace sim {
namespace {

struct Later {
  bool operator()(const Event& a, const Event& b) const { return a.key() > b.key(); }
};

struct Earlier {
  bool operator()(const Event& a, const Event& b) const { return a.key() < b.key(); }
};

}  // namespace

/// Makes the next events due, when none is; false when there are none.
bool EventQueue::turn() {
  while (turning_ != 0) {
    const auto number = static_cast<unsigned>(std::countr_zero(turning_));
    const Slot slot = take_first(number);
    const bool short_enough = number == 1 || (number == 2 && size_ <= few);  // before a long one is over, many may be inserted
    if (number == 0 || slot.size == 1 || (slot.size <= few && short_enough)) {
      horizon_ = now_ | ((std::uint64_t{1} << (number * digit_bits)) - 1);
      make_due(slot);
      return true;
    }
    spread(slot);
  }
  return false;
}

/// Takes the earliest slot of a wheel out of it; its first second becomes `now_`.
EventQueue::Slot EventQueue::take_first(unsigned number) {
  Wheel& wheel = wheels_[number];
  std::size_t word = 0;
  while (wheel.used[word] == 0) ++word;
  const std::size_t digit = word * 64 + static_cast<std::size_t>(std::countr_zero(wheel.used[word]));
  wheel.used[word] &= wheel.used[word] - 1;
  if ((wheel.used[0] | wheel.used[1] | wheel.used[2] | wheel.used[3]) == 0) turning_ &= ~(1u << number);
  const unsigned shift = number * digit_bits;
  now_ = (now_ >> shift >> digit_bits << digit_bits | digit) << shift;
  return std::exchange(wheel.slots[digit], Slot{});
}

void EventQueue::make_due(const Slot& slot) {
  next_ = 0;
  due_end_ = slot.size;
  if (due_.size() < slot.size) due_.resize(std::max<std::size_t>(2 * few, 2 * slot.size));
  if (slot.size == 1) {
    due_[0] = chunks_[slot.chunk].events[0];
    now_ = horizon_ = forward(due_[0].time);
    release(slot.chunk);
    return;
  }
  if (slot.size > few || horizon_ - now_ >= slot_count || !sort_few(slot)) {
    std::size_t i = 0;
    for_each_in(slot, [&](const Event& event) { due_[i++] = event; });
    std::sort(due_.begin(), due_.begin() + slot.size, Earlier{});
  }
  std::uint32_t chunk = slot.chunk;
  for (std::size_t left = (slot.size - 1) / chunk_events + 1; left > 0; --left) chunk = release(chunk);
}

/// Puts each of few events in its place by counting those before it, without a branch that could be mispredicted. Refuses
/// when a sender's number leaves no room for the second in a key of 64 bits.
bool EventQueue::sort_few(const Slot& slot) {
  std::array<std::uint64_t, few> keys;
  std::array<const Event*, few> events;
  std::size_t size = 0;
  EntityId senders = 0;
  for_each_in(slot, [&](const Event& event) {
    senders |= event.sender;
    keys[size] = forward(event.time) << 56 | tag(event.sender, event.count);
    events[size++] = &event;
  });
  if (senders >> 24 != 0) return false;
  for (std::size_t i = 0; i < size; ++i) {
    const std::uint64_t key = keys[i];
    std::size_t before = 0;
    for (std::size_t j = 0; j < size; ++j) before += keys[j] < key;
    due_[before] = *events[i];
  }
  return true;
}

/// Hands the events of a slot down to finer wheels, where the slot's first second is now the one to differ from.
void EventQueue::spread(const Slot& slot) {
  horizon_ = now_ - 1;
  std::uint32_t chunk = slot.chunk;
  for (std::size_t left = slot.size; left > 0;) {
    const std::size_t here = (left - 1) % chunk_events + 1;
    left -= here;
    const Chunk taken = chunks_[chunk];  // because its place may be used again at once
    chunk = release(chunk);
    if (left > 0) __builtin_prefetch(&chunks_[chunk]);
    for (std::size_t i = 0; i < here; ++i) put(taken.events[i], forward(taken.events[i].time));
  }
}

/// Gives a chunk back to the pool; the next older one of its slot.
std::uint32_t EventQueue::release(std::uint32_t chunk) {
  return std::exchange(before_[chunk], std::exchange(free_, chunk));
}

/// Doubles the pool of chunks.
void EventQueue::grow() {
  const auto had = static_cast<std::uint32_t>(chunks_.size());
  const std::uint32_t has = std::max<std::uint32_t>(16, had * 2);
  chunks_.resize(has);
  before_.resize(has);
  for (std::uint32_t chunk = has; chunk-- > had;) release(chunk);
}

/// Takes an event into those that are due: among few in its place, beside many into a heap, so that no burst is slow.
void EventQueue::push_due(const Event& event) {
  if (due_end_ - next_ >= few) {
    late_.push_back(event);
    std::push_heap(late_.begin(), late_.end(), Later{});
    return;
  }
  if (due_end_ == due_.size()) make_room();
  const auto key = event.key();
  std::size_t place = due_end_++;
  for (; place > next_ && key < due_[place - 1].key(); --place) due_[place] = due_[place - 1];
  due_[place] = event;
}

void EventQueue::make_room() {
  std::copy(due_.data() + next_, due_.data() + due_end_, due_.data());
  due_end_ -= std::exchange(next_, 0);
  if (due_.size() < 2 * few) due_.resize(2 * few);
}

void EventQueue::pop_late() {
  std::pop_heap(late_.begin(), late_.end(), Later{});
  late_.pop_back();
}

std::size_t EventQueue::memory_bytes() const {
  return sizeof *this + chunks_.capacity() * sizeof(Chunk) + before_.capacity() * sizeof(std::uint32_t) +
         (due_.capacity() + late_.capacity()) * sizeof(Event);
}

}  // namespace sim
