// The closed books of a replica: sums by (channel, site, counterpart, stream, month), in whole grams.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "models/books/alarm.h"
#include "models/books/channel.h"
#include "models/district/load.h"

namespace waste {

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
  std::int64_t water = 0;   // in the amount [g]
  std::int64_t count = 0;   // number of facts
};

/// The closed books of a replica. Rows are sorted by key, so that they do not depend on the order of facts.
class Books {
 public:
  int first_month = 0;  // month_number of column 0
  int months = 0;
  std::vector<BookKey> keys;
  std::vector<BookEntry> entries;  // [row * months + month]
  std::vector<std::pair<SiteId, StreamId>> stock_keys;
  std::vector<BookEntry> stocks;   // at the end of each month: [row * months + month]; amount and water
  std::vector<Alarm> alarms;       // the first `max_alarms`, by day, site, kind and stream
  std::array<std::int64_t, alarm_kinds> alarm_counts{};  // [kind] all of them
  std::int64_t closing_error = 0;  // [g] largest difference any check found, as measured; a run with more than 0 fails
  std::uint64_t checks = 0;        // number of (site, stream, day) compared

  std::span<const BookEntry> row(std::size_t i) const { return {entries.data() + i * months, static_cast<std::size_t>(months)}; }
};

/// Merges the books of the regions of one replica, which have no site in common.
Books merge(std::vector<Books> parts);

}  // namespace waste
