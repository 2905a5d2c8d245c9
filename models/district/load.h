// What facilities tell each other: loads that travel, and notices. Both are plain values that fit a payload slot.
#pragma once

#include <cstdint>

#include "models/district/stream.h"

namespace waste {

using SiteId = std::uint32_t;
inline constexpr SiteId no_site = ~SiteId{0};
using SiteRef = sim::Reference<SiteId>;
using SiteRefs = sim::References<SiteId>;
using SiteShares = sim::Shares<SiteId>;

/// A vehicle with what it carries; as large as a payload may be. Mass 0 is an empty vehicle.
struct Load {
  static constexpr std::uint16_t id = 1;
  std::int64_t mass = 0;         // [g], water included
  std::int64_t water = 0;        // [g], tracked where it changes on the way
  std::int64_t capacity = 0;     // [g], what the vehicle can carry
  SiteId from = no_site;         // site that sent it last
  SiteId origin = no_site;       // site where the waste arose
  SiteId home = no_site;         // site the vehicle belongs to; none: hired for this trip only
  std::uint32_t manifest = 0;    // number of the transfer manifest; 0: none needed
  StreamId stream = 0;
  std::uint16_t turned_away = 0; // gates that refused it so far
  std::uint32_t opened = 0;      // [min] since 1970 the manifest was opened
};

/// What one facility announces to another, or asks of it.
struct Notice {
  static constexpr std::uint16_t id = 2;
  enum class Kind : std::uint16_t { stock, collected, room, order, vehicle_wanted, apply, granted, approved, refused };
  Kind kind = Kind::stock;
  StreamId stream = 0;
  SiteId from = no_site;
  SiteId about = no_site;   // a third site the notice speaks of, e.g. the receiver of an application
  std::int64_t amount = 0;  // [g], or a number of loads or vehicles, as the kind says
  std::uint64_t chance = 0; // random bits that whoever asks brings along, so that others' draws do not depend on it
};

}  // namespace waste
