#include "engine/event_queue.h"

namespace sim {
namespace {

constexpr Event last_of_all{never, ~std::uint32_t{0}, ~EntityId{0}, 0, 0, 0, {}};  // no pending event is at `never`

// Slots count from `top` = 3: the children of slot s are group s - 2, the parent of a slot in group g is slot g + 2.
constexpr std::size_t children(std::size_t slot) { return slot - 2; }
constexpr std::size_t parent(std::size_t slot) { return slot / 4 + 2; }

/// Whether a < b as a number that the compiler knows nothing about: knowing it, g++ makes a branch of it that is mispredicted
/// every other time.
std::size_t less(const Event& a, const Event& b) {
  std::size_t result = a.key() < b.key();
  __asm__("" : "+r"(result));
  return result;
}

}  // namespace

/// Index of the smallest of four siblings: two comparisons side by side, then one between the winners, none of them a branch.
std::size_t EventQueue::smallest(const Group& group) {
  const std::size_t left = less(group[1], group[0]);
  const std::size_t right = 2 + less(group[3], group[2]);
  return left ^ ((left ^ right) & (0 - less(group[right], group[left])));
}

void EventQueue::push(const Event& event) {
  if (hole_) {
    hole_ = false;
    return sink(event);
  }
  const std::size_t slot = top + size_++;
  if (slot / 4 == groups_.size()) groups_.push_back({{last_of_all, last_of_all, last_of_all, last_of_all}});
  rise(slot, event);
}

/// Moves the hole at `slot` up until `event` fits.
void EventQueue::rise(std::size_t slot, const Event& event) {
  const auto key = event.key();
  while (slot > top) {
    const Event& above = groups_[parent(slot) / 4][parent(slot) % 4];
    if (above.key() <= key) break;
    groups_[slot / 4][slot % 4] = above;
    slot = parent(slot);
  }
  groups_[slot / 4][slot % 4] = event;
}

/// Moves the hole at the top down until `event` fits.
void EventQueue::sink(const Event& event) {
  const auto key = event.key();
  std::size_t slot = top;
  while (children(slot) < groups_.size()) {
    const Group& group = groups_[children(slot)];
    const std::size_t best = smallest(group);
    if (key <= group[best].key()) break;
    groups_[slot / 4][slot % 4] = group[best];
    slot = children(slot) * 4 + best;
  }
  groups_[slot / 4][slot % 4] = event;
}

/// Fills the hole at the top with the last event; bottom-up, because that one almost always belongs near the leaves: the hole
/// sinks along the smallest children, then the event rises.
void EventQueue::close_hole() {
  hole_ = false;
  const std::size_t last_slot = top + --size_;
  Event& last = groups_[last_slot / 4][last_slot % 4];
  const Event event = last;
  last = last_of_all;
  if (size_ == 0) return;
  std::size_t slot = top;
  while (children(slot) < groups_.size()) {
    const Group& group = groups_[children(slot)];
    const std::size_t best = smallest(group);
    if (children(slot) * 4 + best >= last_slot) break;
    groups_[slot / 4][slot % 4] = group[best];
    slot = children(slot) * 4 + best;
  }
  rise(slot, event);
}

}  // namespace sim
