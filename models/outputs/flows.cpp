// Every line of the books in grams, month by month: what was generated, sent, received, treated, landfilled.
#include "models/outputs/book_rows.h"

namespace waste {
namespace {

struct Flows : BookRows {
  explicit Flows(const Frame& frame) : BookRows(frame, in_grams) {}
};

std::string channel_of(const World&, const BookKey& key) { return info(key.channel).name; }

const sim::Names row{"flow"}, monthly{"replica", "time", "flow"};

const RegisteredOutputs registered{[] {
  return std::vector{make_output<Flows>(
      {"flows", {"物料流量", "flows"}, Moment::stream, 0, monthly},
      {
          replica_dimension<Flows>(),
          time_dimension<Flows>(),
          {"flow", {"流量", "flow"}, row, {}, "", of_key(name_of_row)},
          {"channel", {"账目", "channel"}, row, {}, "what happened", of_key(channel_of)},
          site_column<Flows>("flow"),
          counterpart_column<Flows>("flow"),
          stream_column<Flows>("flow"),
          {"mass", {"质量", "mass"}, monthly, {"g"}, "mass of the month, water included", booked<std::int64_t>(&BookEntry::amount)},
          {"water", {"含水", "water"}, monthly, {"g"}, "water in it", booked<std::int64_t>(&BookEntry::water)},
          {"loads", {"笔数", "loads"}, monthly, {}, "facts booked: loads, batches, days", booked<std::int32_t>(&BookEntry::count)},
      })};
}};

}  // namespace
}  // namespace waste
