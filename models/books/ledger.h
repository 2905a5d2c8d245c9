// The books: every fact is added to (channel, site, counterpart, stream, month) immediately, in whole grams, so that memory does
// not grow with the number of events and sums are exact in any order.
//
// The ledger also keeps, independently of the facilities, the stock that each site must hold by stream according to the facts.
// `check` compares it with the actual holdings and the actual mass in transit, to the gram.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/kernel/recorder.h"
#include "models/books/books.h"
#include "models/books/line_table.h"
#include "models/district/stream.h"

namespace waste {

class Ledger final : public sim::Recorder {
 public:
  /// For all `sites`, or for the sites of one region: then `position` gives the index of each site within its region of `sites`
  /// sites; it must outlive the ledger.
  Ledger(std::size_t sites, std::size_t streams, int first_month, int months, std::span<const std::uint32_t> position = {});

  void record(sim::Time time, const sim::Fact& fact) override;
  std::unique_ptr<sim::Recorder> clone() const override { return std::make_unique<Ledger>(*this); }

  /// Closes the current month: its sums become a column, and stocks are recorded.
  void close_month();

  /// Compares what the books say stands at `site` with `held`; throws Error(mass) naming site, stream and grams.
  void check_site(SiteId site, std::span<const Holding> held, const std::string& site_name, std::span<const Stream> streams);

  /// Compares the booked mass in transit with `travelling` (mass and water by stream). A load may travel between regions, so the
  /// books of all `others` are included.
  void check_road(std::span<const Holding> travelling, std::span<const Stream> streams, std::span<Ledger* const> others = {});

  /// The closed books; the ledger is empty afterwards.
  Books take();

  std::size_t memory_bytes() const;

 private:
  /// A sum affected by a line: the stock of a site, mass in transit, or the balance of a transformation.
  using AccountId = std::uint32_t;

  using Line = LineTable::Line;

  /// Where a line is posted to: its open month, and the accounts that it changes besides.
  struct Posting {
    BookEntry month;
    std::array<AccountId, 2> accounts{};    // account 0 is a dummy
    std::array<std::int8_t, 2> signs{};
  };

  LineTable::Slot slot_of(const sim::Fact& fact);
  void add_line(const sim::Fact& fact);
  void record_by_search(sim::Time time, const sim::Fact& fact);
  void add(LineTable::Slot slot, std::int64_t amount, std::int64_t water);
  void note_alarm(sim::Time time, const sim::Fact& fact);
  void post();
  AccountId stock_account(SiteId site, StreamId stream);
  AccountId road_account(StreamId stream) const { return 1 + stream; }
  AccountId transformation_account(SiteId site) const { return static_cast<AccountId>(1 + streams_ + position(site)); }
  /// Index of a site in this ledger; `sites_` or more if it is not part of it.
  std::uint32_t position(SiteId site) const {
    if (position_.empty()) return site;
    return site < position_.size() ? position_[site] : no_site;
  }
  bool balances(std::span<const Holding> held, std::span<const AccountId> accounts);
  void explain_site(SiteId site, std::span<const Holding> held, const std::string& site_name, std::span<const Stream> streams);
  void explain_road(std::span<const Holding> travelling, std::span<const Stream> streams);

  std::size_t sites_, streams_;
  std::span<const std::uint32_t> position_;  // [site] index in this region; empty if all sites are recorded here
  int first_month_, months_;
  LineTable lines_;
  std::vector<Posting> postings_;         // [number of a line]
  std::vector<BookKey> keys_;             // [number of a line]
  std::vector<LineTable::Slot> unposted_;  // lines with facts since they were last posted, one slot more than lines
  std::size_t unposted_count_ = 0;
  std::vector<Holding> accounts_;         // mass and water; nobody's, the road by stream, transformations by site, stocks
  std::vector<AccountId> roads_;          // accounts of what is on the road, one a stream
  std::vector<std::vector<AccountId>> stocks_;  // [position of a site] accounts of what stands there, in the order in which streams came
  std::vector<std::pair<SiteId, StreamId>> stock_keys_;  // of the stock accounts, which are the last ones
  std::vector<std::vector<BookEntry>> closed_;       // [month][number of a line]
  std::vector<std::vector<Holding>> closed_stocks_;  // [month][stock account]
  std::vector<Holding> balance_;          // [stream] held less booked; zero between checks that found nothing wrong
  std::vector<Alarm> alarms_;
  std::array<std::int64_t, alarm_kinds> alarm_counts_{};
  std::uint64_t checks_ = 0;
  std::int64_t largest_difference_ = 0;   // [g] of all checks
};

}  // namespace waste
