// Messages between facilities: loads, which travel, and notices. Both are plain values that fit a payload slot.
#pragma once

#include <cstdint>

#include "models/district/stream.h"

namespace waste {

using SiteId = std::uint32_t;
inline constexpr SiteId no_site = ~SiteId{0};
using SiteRef = sim::Reference<SiteId>;
using SiteRefs = sim::References<SiteId>;
using SiteShares = sim::Shares<SiteId>;

/// A vehicle and its load; exactly the maximum payload size. Mass 0 is an empty vehicle.
struct Load {
  static constexpr std::uint16_t id = 1;
  std::int64_t mass = 0;         // [g], water included
  std::int64_t water = 0;        // [g], tracked where it changes in transit
  std::int64_t capacity = 0;     // [g], what the vehicle can carry
  SiteId from = no_site;         // last sender
  SiteId origin = no_site;       // site where the waste arose
  SiteId home = no_site;         // site the vehicle belongs to; none: hired for this trip only
  std::uint32_t manifest = 0;    // number of the transfer manifest; 0: none needed
  StreamId stream = 0;
  std::uint16_t turned_away = 0; // number of gates that have refused it so far
  std::uint32_t opened = 0;      // time the manifest was opened [min since 1970]
};

/// An announcement or a request from one facility to another.
struct Notice {
  static constexpr std::uint16_t id = 2;
  enum class Kind : std::uint16_t { stock, collected, room, order, vehicle_wanted, apply, granted, approved, refused };
  Kind kind = Kind::stock;
  StreamId stream = 0;
  SiteId from = no_site;
  SiteId about = no_site;   // a third site that the notice concerns, e.g. the receiver of an application
  std::int64_t amount = 0;  // [g], or a number of loads or vehicles, as the kind says
  std::uint64_t chance = 0; // random bits supplied by the sender, so that draws of the receiver do not depend on it
};

}  // namespace waste
