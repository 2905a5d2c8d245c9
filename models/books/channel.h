// The channels of the books (the kinds of fact), each with its unit and its effect on the stock of a site.
#pragma once

#include <cstddef>
#include <cstdint>

#include "models/scenario/label.h"

namespace waste {

enum class Channel : std::uint8_t {
  // Flows that change the stock of a site [g].
  opening,    // stock at the start
  generated,  // waste arises
  imported,   // waste enters from sources outside the district
  received,   // a load arrives from the counterpart
  produced,   // output of a transformation
  sent,       // a load leaves for the counterpart
  consumed,   // input of a transformation
  utilised,   // leaves as a used material
  disposed,   // leaves for good: burnt for energy, treated, disposed of outside
  // Inputs and outputs of a transformation other than streams [g].
  added,      // water and reagents taken in
  emitted,    // to air or as treated water
  // Memo items: recorded, but without effect on balances.
  landfilled,   // [g] put into a landfill, here or at the counterpart
  burnt,        // [g] fed to a furnace
  leachate,     // [g] drained and treated on site; included in `emitted`
  reclaimed,    // [g] reclaimed from an old heap
  overflowed,   // [g] left in the street because the bins were full
  hauled_direct,  // [g] hauled past the transfer station
  turned_away,  // [g] refused at the gate
  unmet,        // [g] ordered, not delivered
  overdue,      // [g] stored beyond the time limit
  wait,         // [s] waited at the gate
  queue,        // [s] integral of the queue length over time
  busy,         // [s] integral of busy servers over time
  down,         // [s] out of order
  power,        // [kWh] delivered
  money,        // [fen] gate fees received from the counterpart; negative: a subsidy paid to it
  manifests,    // [1] opened (sender) or closed (receiver)
  approvals,    // [s] time from application to approval
  // Counts that events change (indicators of mode B and C); no stream.
  units,        // [1] members of a register: joined, negative: left
  reached,      // [1] members that became compliant; negative: ceased to be
  checked,      // [1] inspected cases, parcels, square metres or people
  passed,       // [1] of those inspected: compliant
  trips,        // [1] of vehicles of a fleet
  driven,       // [s] of its vehicles out
  on_shift,     // [s] of its vehicles on shift
  short_of,     // [s] on shift in which work for a vehicle waited and none was free
  alarms,       // [1] raised by the site; kind and date are in Books::alarms
  count_,
};
inline constexpr std::size_t channels = static_cast<std::size_t>(Channel::count_);

struct ChannelInfo {
  const char* name;
  const char* unit;      // UDUNITS spelling, or "1" with wufei_unit
  const char* own_unit;  // "g", "s", "kWh", "fen", "1"
  int sign;              // effect on the stock of (site, stream): +1, -1, 0
  Label label;
};
const ChannelInfo& info(Channel channel);

}  // namespace waste
