// Queries on the closed books of one replica, the only data that indicators may use: no facilities, targets or random numbers.
//
// Statistics count a stream as generated: the booked dry mass, at the reference water content of the waste it counts as. So a
// dried product or a wetted ash weighs as much as the original waste.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "models/books/books.h"
#include "models/district/district.h"
#include "models/policies/policy_set.h"

namespace waste {

inline constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

/// Months of the books, by column.
struct Months {
  int first = 0;
  int count = 12;
};

/// What a term of an indicator read while it was computed: the parts that add up to its value.
struct Trace {
  enum class Of : std::uint8_t { flow, stock, capacity, data };  // data: a figure of the district; its key names nothing
  struct Line {
    BookKey key;
    Of of = Of::flow;
    double amount = 0;
    const char* unit = "t";
  };
  std::vector<Line> lines;
  double factor = 1;  // of what is read now, in the value
};

/// Queries of indicators on the books of one replica.
class Accounts {
 public:
  Accounts(const District& district, const PolicySet& policies, const Books& books);

  const District& district() const { return district_; }
  const Books& books() const { return books_; }

  /// The rows of a channel in the books, which are sorted by channel first: [first, last).
  std::pair<std::size_t, std::size_t> rows_of(Channel channel) const;
  /// Those rows whose stream counts as a waste of a category, in the same order.
  const std::vector<std::uint32_t>& rows_of(Channel channel, Category category) const;

  /// Starts recording reads; nullptr stops it.
  void watch(Trace* trace) const { trace_ = trace; }
  /// Calls `read` and returns its result; what it reads is recorded times `factor`, because that is how it enters the value:
  /// `sum - counted(-1, [&] { return lost(); })`.
  template <class Read>
  auto counted(double factor, Read read) const {
    const double outer = trace_ ? std::exchange(trace_->factor, trace_->factor * factor) : 1;
    const auto result = read();
    if (trace_) trace_->factor = outer;
    return result;
  }

  /// Whether any of a category was booked, which is no part of a value and is not recorded.
  bool happened(Channel channel, Category category, Months months) const;

  using Filter = std::function<bool(const BookKey&)>;

  /// Sum over the lines of a channel that pass the filter, as statistics count them [t].
  double tonnes(Channel channel, Months months, const Filter& filter) const;
  /// The same for streams of a category, many times faster.
  double tonnes(Channel channel, Category category, Months months, const Filter& filter) const;
  double tonnes(Channel channel, Category category, Months months) const;
  /// The same by volume [m3], at the density of the waste a stream counts as; NaN if it has none.
  double cubic_metres(Channel channel, Months months, const Filter& filter) const;
  /// Sum of the amounts over the lines of a channel that pass the filter, in the unit of the channel: for counts.
  std::int64_t amount(Channel channel, Months months, const Filter& filter) const;
  /// The same for sites of a topic, in a channel of counts: `amount(Channel::reached, months, "green_mines")`.
  std::int64_t amount(Channel channel, Months months, const char* topic) const;
  /// Number of loads that left sites inside the district with waste of a category [1].
  std::int64_t loads_sent(Category category, Months months) const;
  /// All months from the beginning to the end of `months`: for counts that add up.
  static Months until(Months months) { return {0, months.first + months.count}; }
  /// Stocks at the end of the month before `column` (column 0: opening stocks) [t], for streams that pass.
  double stock(int column, const std::function<bool(SiteId, StreamId)>& filter) const;

  /// The waste a stream counts as, and its category.
  StreamId waste_of(StreamId stream) const { return wastes_[stream]; }
  Category category_of(StreamId stream) const { return categories_[stream]; }
  bool primary(StreamId stream) const { return waste_of(stream) == stream; }
  bool inside(SiteId site) const;
  bool of_kind(SiteId site, const char* kind) const;
  bool about(SiteId site, const char* topic) const;

  /// Waste of a category generated inside the district: generated, or produced as the primary waste of a plant [t].
  double arisen(Category category, Months months) const;
  /// Waste of a category that was used as a material, here or elsewhere [t].
  double utilised(Category category, Months months) const;
  /// Waste of a category disposed of: treated, incinerated, landfilled [t].
  double disposed(Category category, Months months) const;
  /// The part of `utilised` that came from stocks of earlier years [t].
  double utilised_from_stock(Category category, Months months) const;

  /// Recyclables handed over by people, less sorting rejects [t].
  double recovered(Months months) const;
  double recovered_before() const;  // in the year before the base year, from the district's data [t]

  double days(Months months) const;
  double value_added(Months months) const;  // [万元]
  double output(Months months) const;       // that of the base year, growing as the value added does [万元]
  /// Capacity in service at the end of the months of sites where a stream of a category may end [t/d]; kind "" means any.
  double capacity(const char* kind, Category category, Months months) const;
  /// The same months of the base year, the first of the books.
  Months in_base_year(Months months) const;
  /// All months from the end of the base year, the first twelve of the books, to the end of `months`; none within it.
  static Months after_base_year(Months months) { return {12, std::max(0, months.first + months.count - 12)}; }

 private:
  double as_arisen(StreamId stream, std::int64_t mass, std::int64_t water) const;
  double tonnes_of_row(std::size_t row, Months months) const;
  std::int64_t amount_of_row(std::size_t row, Months months) const;
  double tonnes_of_stock(std::size_t row, int column) const;
  std::vector<double> in_stores(Category category, int column) const;
  void note(const BookKey& key, double amount, const char* unit, Trace::Of of = Trace::Of::flow) const;

  const District& district_;
  const PolicySet& policies_;
  const Books& books_;
  std::array<std::size_t, channels + 1> first_row_{};  // [channel]
  std::array<std::array<std::vector<std::uint32_t>, static_cast<std::size_t>(Category::count_)>, channels> rows_;  // [channel][category]
  std::map<std::string_view, std::vector<std::uint32_t>> counts_;  // [topic of the site] rows of channels of counts
  std::vector<StreamId> wastes_;      // [stream] copied from the district, where names are stored in between
  std::vector<Category> categories_;  // [stream] of the waste it counts as
  mutable Trace* trace_ = nullptr;
};

}  // namespace waste
