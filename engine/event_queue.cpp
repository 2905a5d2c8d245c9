#include "engine/event_queue.h"

namespace sim {
namespace {

constexpr std::size_t arity = 4;

constexpr std::size_t parent(std::size_t i) { return (i - 1) / arity; }
constexpr std::size_t first_child(std::size_t i) { return i * arity + 1; }

/// Index of the smallest of the children `begin` ... `end - 1`.
std::size_t smallest(const Event* heap, std::size_t begin, std::size_t end) {
  std::size_t best = begin;
  auto best_key = heap[begin].key();
  for (std::size_t i = begin + 1; i < end; ++i) {
    const auto key = heap[i].key();
    const bool less = key < best_key;
    best = less ? i : best;
    best_key = less ? key : best_key;
  }
  return best;
}

/// Moves the hole at `i` up until `event` fits.
void settle_up(Event* heap, std::size_t i, const Event& event) {
  const auto key = event.key();
  while (i > 0 && key < heap[parent(i)].key()) {
    heap[i] = heap[parent(i)];
    i = parent(i);
  }
  heap[i] = event;
}

}  // namespace

void EventQueue::push(const Event& event) {
  heap_.push_back(event);
  settle_up(heap_.data(), heap_.size() - 1, event);
}

bool EventQueue::pop() {
  const bool cancelled = !cancelled_.empty() && cancelled_.erase(tag(heap_.front().sender, heap_.front().count)) > 0;
  remove_top();
  return !cancelled;
}

// Bottom-up: the hole sinks along the smallest children to a leaf, then the last event rises from there. The last event
// almost always belongs near the leaves, so this compares less than sinking it from the top.
void EventQueue::remove_top() {
  const Event last = heap_.back();
  heap_.pop_back();
  const std::size_t size = heap_.size();
  if (size == 0) return;
  Event* heap = heap_.data();
  std::size_t hole = 0;
  for (std::size_t child = 1; child < size; child = first_child(hole)) {
    const std::size_t best = child + arity <= size ? smallest(heap, child, child + arity) : smallest(heap, child, size);
    heap[hole] = heap[best];
    hole = best;
  }
  settle_up(heap, hole, last);
}

}  // namespace sim
