// What a fact is about: the channels of the books, each with its unit and its effect on the stock of a site.
#pragma once

#include <cstddef>
#include <cstdint>

#include "models/scenario/label.h"

namespace waste {

enum class Channel : std::uint8_t {
  // Flows that change what stands at a site [g].
  opening,    // stock at the start
  generated,  // waste arises
  imported,   // waste enters from outside the district's sources
  received,   // a load arrives from the counterpart
  produced,   // comes out of a transformation
  sent,       // a load leaves for the counterpart
  consumed,   // goes into a transformation
  utilised,   // leaves as a material in use
  disposed,   // leaves for good: burnt to energy, treated, put away outside
  // What a transformation takes in and lets go besides streams [g].
  added,      // water and reagents taken in
  emitted,    // to air or as treated water
  // Memoranda: true, but they change no balance.
  landfilled,   // [g] put into a landfill, here or at the counterpart
  burnt,        // [g] fed to a furnace
  leachate,     // [g] drained, treated on site; part of what is emitted
  reclaimed,    // [g] taken back from an old heap
  overflowed,   // [g] left on the street because the bins were full
  hauled_direct,  // [g] taken past the transfer station
  turned_away,  // [g] refused at the gate
  unmet,        // [g] ordered, not delivered
  overdue,      // [g] stored beyond the limit
  wait,         // [s] waited at the gate
  queue,        // [s] vehicles in the queue times time
  busy,         // [s] servers busy times time
  down,         // [s] out of order
  power,        // [kWh] delivered
  money,        // [fen] gate fees received from the counterpart; negative: a subsidy paid to it
  manifests,    // [1] opened (sender) or closed (receiver)
  approvals,    // [s] time from application to approval
  // Counts that events change (indicators of mode B and C); no stream.
  units,        // [1] members of a register: joined, negative when they leave
  reached,      // [1] members that now meet what the register asks for, negative when they cease to
  checked,      // [1] cases, parcels, square metres, people: looked at
  passed,       // [1] of those checked: in order
  alarms,       // [1] rung by the site; which, and when, stands in Books::alarms
  count_,
};
inline constexpr std::size_t channels = static_cast<std::size_t>(Channel::count_);

struct ChannelInfo {
  const char* name;
  const char* unit;      // UDUNITS where it knows the unit, else "1" with wufei_unit
  const char* own_unit;  // "g", "s", "kWh", "fen", "1"
  int sign;              // effect on the stock of (site, stream): +1, -1, 0
  Label label;
};
const ChannelInfo& info(Channel channel);

}  // namespace waste
