// The closed books of a replica: sums by (channel, site, counterpart, stream, month), in whole grams. What each channel means
// stands here.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "models/books/alarm.h"
#include "models/district/load.h"

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

/// One line of the books.
struct BookKey {
  Channel channel{};
  StreamId stream = 0;
  SiteId site = 0;
  SiteId counterpart = no_site;
  auto operator<=>(const BookKey&) const = default;
};

/// One month of one line.
struct BookEntry {
  std::int64_t amount = 0;  // in the channel's unit
  std::int64_t part = 0;    // the water in it [g]
  std::int64_t count = 0;   // facts folded
};

/// The closed books of a replica. Rows are sorted by key, so that the order in which facts came leaves no trace.
class Books {
 public:
  int first_month = 0;  // month_number of column 0
  int months = 0;
  std::vector<BookKey> keys;
  std::vector<BookEntry> entries;  // [row * months + month]
  std::vector<std::pair<SiteId, StreamId>> stock_keys;
  std::vector<BookEntry> stocks;   // at the end of each month: [row * months + month]; amount and water
  std::vector<Alarm> alarms;       // the first `most_alarms`, by day, site, kind and stream
  std::array<std::int64_t, alarm_kinds> alarm_counts{};  // [kind] all of them
  std::int64_t closing_error = 0;  // [g] largest difference any check found, as measured; a run with more than 0 fails
  std::uint64_t checks = 0;        // how many (site, stream, day) were compared

  std::span<const BookEntry> row(std::size_t i) const { return {entries.data() + i * months, static_cast<std::size_t>(months)}; }
};

/// The books of one replica from those of its regions, which have no site in common.
Books merge(std::vector<Books> parts);

}  // namespace waste
