// Payloads of messages in flight: fixed slots, reused, so that sending allocates nothing once the pool has grown.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <vector>

#include "engine/kernel/event.h"

namespace sim {

/// Aligned for any message, and on one cache line: it is written long before it is read.
struct alignas(64) Payload {
  std::array<std::byte, payload_bytes> bytes;
  const std::byte* data() const { return bytes.data(); }
};
static_assert(sizeof(Payload) == 64);

/// Slot 0 means "no payload". A copy of the pool holds the same payloads in the same slots.
class PayloadPool {
 public:
  /// A slot for one payload, to be filled by the caller.
  std::uint32_t take_slot() {
    ++in_use_;
    const std::uint32_t slot = free_;
    if (slot == 0) [[unlikely]]
      return grow();
    std::memcpy(&free_, slots_[slot].bytes.data(), sizeof free_);
    return slot;
  }
  /// Valid until the next slot is taken.
  std::byte* data(std::uint32_t slot) { return slots_[slot].bytes.data(); }

  std::uint32_t put(const Payload& payload) {
    const std::uint32_t slot = take_slot();
    slots_[slot] = payload;
    return slot;
  }

  const Payload& operator[](std::uint32_t slot) const { return slots_[slot]; }

  /// Copies the payload out and frees its slot.
  void take(std::uint32_t slot, Payload& payload) {
    std::memcpy(payload.bytes.data(), slots_[slot].bytes.data(), payload_bytes);
    std::memcpy(slots_[slot].bytes.data(), &free_, sizeof free_);
    free_ = slot;
    --in_use_;
  }

  void prefetch(std::uint32_t slot) const { __builtin_prefetch(slots_.data() + slot); }

  std::size_t in_use() const { return in_use_; }
  std::size_t capacity() const { return slots_.size(); }
  std::size_t memory_bytes() const { return slots_.capacity() * sizeof(Payload); }

 private:
  std::uint32_t grow() {
    slots_.emplace_back();
    return static_cast<std::uint32_t>(slots_.size() - 1);
  }

  std::vector<Payload> slots_{1};
  std::uint32_t free_ = 0;  // head of the free list, whose links are kept in the first bytes of free slots; 0: empty
  std::size_t in_use_ = 0;
};

}  // namespace sim
