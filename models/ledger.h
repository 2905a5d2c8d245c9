// The books: every fact folded into (channel, site, counterpart, stream, month) as it is written, in whole grams, so that
// memory does not grow with the number of events and every sum is exact whatever its order.
//
// The ledger also keeps the balance that facilities cannot: what must stand at each site, by stream, if the facts are true.
// `check` compares that with what the facilities really hold and with what is really on the road, to the gram.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/recorder.h"
#include "models/alarm.h"
#include "models/load.h"

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

/// What a facility holds or what is on the road: (stream, mass, water).
struct Holding {
  StreamId stream = 0;
  std::int64_t mass = 0;
  std::int64_t water = 0;
};

class Ledger final : public sim::Recorder {
 public:
  /// For all `sites`, or for the sites of one region: then `position` tells the number of each site among those of its region, of
  /// which there are `sites`; it must outlive the ledger.
  Ledger(std::size_t sites, std::size_t streams, int first_month, int months, std::span<const std::uint32_t> position = {});

  void record(sim::Time time, const sim::Fact& fact) override;
  std::unique_ptr<sim::Recorder> clone() const override { return std::make_unique<Ledger>(*this); }

  /// Ends the current month: its sums become a column, the stocks are noted.
  void close_month();

  /// Compares what the books say stands at `site` with `held`; throws Error(mass) naming site, stream and grams.
  void check_site(SiteId site, std::span<const Holding> held, const std::string& site_name,
                  std::span<const Stream> streams);

  /// Compares what the books say is on the road with `travelling` (mass and water by stream). A load may be on its way from a
  /// region to another: the books of all `others` count as well.
  void check_road(std::span<const Holding> travelling, std::span<const Stream> streams, std::span<Ledger* const> others = {});

  /// The closed books; the ledger is empty afterwards.
  Books take();

  std::size_t memory_bytes() const;

 private:
  /// A sum that facts of one line change: what stands at a site, what is on the road, what a transformation owes.
  using AccountId = std::uint32_t;

  /// One line of the books: the facts since it was last settled. All that a fact touches, half a cache line.
  struct alignas(32) Line {
    std::uint64_t sites = 0;    // site and counterpart
    std::uint32_t matter = 0;   // channel and stream
    std::uint32_t count = 0;    // facts
    std::int64_t amount = 0, part = 0;
    BookKey key() const {
      return {static_cast<Channel>(matter >> 16), static_cast<StreamId>(matter), static_cast<SiteId>(sites >> 32), static_cast<SiteId>(sites)};
    }
  };
  static_assert(sizeof(Line) == 32);

  /// Where a line is settled to: its open month, and the accounts that it changes besides.
  struct Posting {
    BookEntry month;
    std::array<AccountId, 2> accounts{};    // account 0 is nobody's
    std::array<std::int8_t, 2> signs{};
  };

  Line& line_of(const sim::Fact& fact);
  Line& add_line(std::uint64_t sites, std::uint32_t matter, const sim::Fact& fact);
  void note_alarm(Line& line, sim::Time time, const sim::Fact& fact);
  void grow();
  void settle();
  AccountId stock_account(SiteId site, StreamId stream);
  AccountId road_account(StreamId stream) const { return 1 + stream; }
  AccountId transformation_account(SiteId site) const { return static_cast<AccountId>(1 + streams_ + position(site)); }
  std::uint32_t position(SiteId site) const { return position_.empty() ? site : position_[site]; }
  bool balances(std::span<const Holding> held, std::span<const AccountId> accounts);
  void judge_site(SiteId site, std::span<const Holding> held, const std::string& site_name, std::span<const Stream> streams);
  void judge_road(std::span<const Holding> travelling, std::span<const Stream> streams);
  void sum_by_stream(std::span<const Holding> held);
  template <class Visit>
  void for_each_stream(Visit visit);
  bool agrees(std::int64_t held, std::int64_t booked);  // and notes how far they are apart

  std::size_t sites_, streams_;
  std::span<const std::uint32_t> position_;  // [site] its number in this region; empty when all sites are recorded here
  int first_month_, months_;
  std::vector<std::uint32_t> slots_;      // open addressing: eight bits of the key's hash and the number of a line, 0 = free
  std::vector<Line> lines_;               // line 0 is nobody's
  std::vector<Posting> postings_;         // [line]
  bool settled_ = true;                   // nothing has been recorded since the last settling
  std::vector<Holding> accounts_;         // mass and water; nobody's, the road by stream, transformations by site, stocks
  std::vector<AccountId> roads_;          // accounts of what is on the road, one a stream
  std::vector<std::vector<AccountId>> stocks_;  // [position of a site] accounts of what stands there, in the order in which streams came
  std::vector<std::pair<SiteId, StreamId>> stock_keys_;  // of the stock accounts, which are the last ones
  std::vector<std::vector<BookEntry>> closed_;       // [month][line]
  std::vector<std::vector<Holding>> closed_stocks_;  // [month][stock account]
  std::vector<Holding> balance_;          // [stream] held less booked; zero between checks that found nothing wrong
  std::vector<Holding> held_, booked_;    // [stream] scratch of the last judgement
  std::array<std::uint64_t, 4> touched_{};  // one bit a stream that differs from zero there
  std::vector<Alarm> alarms_;
  std::array<std::int64_t, alarm_kinds> alarm_counts_{};
  std::uint64_t checks_ = 0;
  std::int64_t largest_difference_ = 0;   // [g] of all checks
};

}  // namespace waste
