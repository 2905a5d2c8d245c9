// An event, and the id by which the one who scheduled it can cancel it: plain values.
#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/base/time.h"
#include "engine/base/wide.h"

namespace sim {

using EntityId = std::uint32_t;

inline constexpr std::size_t payload_bytes = 48;  // the largest message

/// A plain value of 32 bytes. `type` names a handler of the receiver, or a message when `payload` holds one.
struct alignas(32) Event {
  Time time;
  std::uint32_t count = 0;  // how many events the sender had scheduled before
  EntityId sender = 0;      // after the count, so that both are one 64-bit load on the machines we know
  EntityId receiver = 0;
  std::uint32_t payload = 0;  // slot in the payload pool; 0: none
  std::uint16_t type = 0;
  std::uint16_t spare[3] = {};  // no gap at the end: whole 16-byte moves, after which the key can be read at once

  /// The order of events as one integer.
  Int128 key() const {
    const auto low = static_cast<std::uint64_t>(sender) << 32 | count;
    return static_cast<Int128>(static_cast<Uint128>(static_cast<Int128>(seconds(time))) << 64 | low);
  }
};
static_assert(sizeof(Event) == 32);

/// What `after` returns; enough to find the event again.
struct EventId {
  Time time = never;
  EntityId sender = 0;
  std::uint32_t count = 0;
};

}  // namespace sim
