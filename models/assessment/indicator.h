// An indicator is a pure function of the closed books: no facility, no policy, no random number.
//
// Where the plan mixes scopes an indicator has more than one definition; each is one literal and one kind in the catalogue,
// named "<number>.<definition>". Statistics count a stream as it arose: the dry mass of what is booked, at the reference water
// content of the waste it counts as. So a product that was dried, or an ash that was wetted, weighs what the waste weighed.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/catalogue.h"
#include "models/books/ledger.h"
#include "models/district/stream.h"
#include "models/district/site.h"

namespace waste {

struct World;
class Rules;

/// Months of the books, by column.
struct Months {
  int first = 0;
  int count = 12;
};

/// What an indicator read in the books while it was computed: the flows behind its number.
struct Trace {
  struct Line {
    BookKey key;          // channel opening without counterpart: a stock
    double amount = 0;
    const char* unit = "t";
  };
  std::vector<Line> lines;
};

/// Questions an indicator may ask of the books of one replica.
class Accounts {
 public:
  Accounts(const World& world, const Rules& rules, const Books& books);

  const World& world() const { return world_; }
  const Books& books() const { return books_; }

  /// The rows of a channel in the books, which are sorted by channel first: [first, last).
  std::pair<std::size_t, std::size_t> rows_of(Channel channel) const;
  /// Those of them whose stream counts as a waste of a category, in the same order.
  const std::vector<std::uint32_t>& rows_of(Channel channel, Category category) const;

  /// From now on what is read is noted; nullptr ends it.
  void watch(Trace* trace) const { trace_ = trace; }

  using Filter = std::function<bool(const BookKey&)>;

  /// Sum over the lines of a channel that pass the filter, as statistics count them [t].
  double tonnes(Channel channel, Months months, const Filter& filter) const;
  /// The same for streams of a category, which is many times quicker.
  double tonnes(Channel channel, Category category, Months months, const Filter& filter) const;
  double tonnes(Channel channel, Category category, Months months) const;
  /// The same by volume [m3], at the density of the waste a stream counts as; NaN when that has none.
  double cubic_metres(Channel channel, Months months, const Filter& filter) const;
  /// Sum of the amounts over the lines of a channel that pass the filter, in the unit of the channel: for counts.
  std::int64_t amount(Channel channel, Months months, const Filter& filter) const;
  /// The same for sites of a topic, in a channel that counts: `amount(Channel::reached, months, "green_mines")`.
  std::int64_t amount(Channel channel, Months months, const char* topic) const;
  /// All months from the beginning to the end of `months`: for counts that add up.
  static Months until(Months months) { return {0, months.first + months.count}; }
  /// What stood at the end of the month before `column` (column 0: the opening stocks) [t], for streams that pass.
  double stock(int column, const std::function<bool(SiteId, StreamId)>& filter) const;

  /// The waste a stream counts as, and its category.
  StreamId waste_of(StreamId stream) const { return wastes_[stream]; }
  Category category_of(StreamId stream) const { return categories_[stream]; }
  bool primary(StreamId stream) const { return waste_of(stream) == stream; }
  bool inside(SiteId site) const;
  bool of_kind(SiteId site, const char* kind) const;
  bool about(SiteId site, const char* topic) const;

  /// Waste of a category that arose inside the district: generated, or produced as the primary waste of a plant [t].
  double arisen(Category category, Months months) const;
  /// Waste of a category that was used as a material, here or elsewhere [t].
  double utilised(Category category, Months months) const;
  /// Waste of a category that was put away for good: treated, burnt, buried [t].
  double disposed(Category category, Months months) const;
  /// The part of `utilised` that came from stocks of earlier years [t].
  double utilised_from_stock(Category category, Months months) const;

  /// Recyclables that people handed over, less what was sorted out again [t].
  double recovered(Months months) const;
  double recovered_before() const;  // in the year before the first, as the district's data say [t]
  /// Members that meet the mark of all members of the registers of a topic, at the end of the months [%].
  double coverage(Months months, const char* topic) const;
  /// What passed of what was checked at the sites of a topic in the months [%]; NaN when nothing was checked.
  double pass_rate(Months months, const char* topic) const;

  double days(Months months) const;
  double value_added(Months months) const;  // [万元]
  /// Capacity in service at the end of the months of sites that may end a stream of a category [t/d]; kind "" means any.
  double capacity(const char* kind, Category category, Months months) const;
  /// The same months of the first year of the books.
  Months in_first_year(Months months) const;

 private:
  double as_arisen(StreamId stream, std::int64_t mass, std::int64_t water) const;
  double tonnes_of_row(std::size_t row, Months months) const;
  std::int64_t amount_of_row(std::size_t row, Months months) const;
  double tonnes_of_stock(std::size_t row, int column) const;
  std::vector<double> in_stores(Category category, int column) const;
  void note(const BookKey& key, double amount, const char* unit) const;

  const World& world_;
  const Rules& rules_;
  const Books& books_;
  std::array<std::size_t, channels + 1> first_row_{};  // [channel]
  std::array<std::array<std::vector<std::uint32_t>, static_cast<std::size_t>(Category::count_)>, channels> rows_;  // [channel][category]
  std::map<std::string_view, std::vector<std::uint32_t>> counts_;  // [topic of the site] rows of channels that count
  std::vector<StreamId> wastes_;      // [stream] copied out of the world, where names lie between them
  std::vector<Category> categories_;  // [stream] of the waste it counts as
  mutable Trace* trace_ = nullptr;
};

inline constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

/// A quantity in the formula of an indicator that has a name of its own: a numerator, a denominator.
struct Term {
  sim::Text name;
  const char* unit = "";
  std::function<double(const Accounts&, Months)> value;
};

/// How an indicator is computed, and of what.
struct Measure {
  std::function<double(const Accounts&, Months)> value;  // NaN when the months give none (a denominator is 0)
  std::vector<Term> terms;  // what it is made of, in the order of the formula; empty: it has no named parts
};

/// One sum over the books divided by another, times `scale`: in per cent unless told otherwise.
Measure ratio(Term numerator, Term denominator, double scale = 100);
/// By how much a quantity is less than in the same months of the first year, where it goes by another name [%].
Measure decrease(sim::Text in_first_year, Term quantity);

/// One definition of one of the plan's indicators, as a literal.
struct Indicator {
  int number = 0;               // 1 ... 39
  const char* definition = "";  // "annex" as the plan's annex 1 counts, or a word for another reading
  sim::Text name;
  sim::Text formula;            // with its source
  Measure measure;

  double value(const Accounts& accounts, Months months) const { return measure.value(accounts, months); }
  const std::vector<Term>& terms() const { return measure.terms; }
};

/// Puts indicators into the catalogue, each as "<number>.<definition>".
struct RegisteredIndicators {
  RegisteredIndicators(std::initializer_list<Indicator> literals);
};

/// One line of the results: an indicator in one definition, simulated or not.
struct IndicatorLine {
  int facts = 0;                        // index into World::indicators
  std::string definition;               // "annex", "text", "formula"
  std::string key;                      // "11.annex"
  const Indicator* indicator = nullptr; // nullptr: not simulated
  bool scored = false;                  // this definition is held against the target when indicators are judged together
};

/// All indicators of the plan, in order of number and definition; those without a kind say "not simulated".
std::vector<IndicatorLine> indicator_lines(const World& world);

/// Every definition of an indicator that is simulated or has a row of its own, in order.
std::vector<std::string> definitions(const World& world, int number);

/// Does `value` of a year meet the target? `first` is the same replica's value in the first year.
bool meets(const struct IndicatorFacts& facts, double value, double first);

}  // namespace waste
