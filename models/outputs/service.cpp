// Lines of the books other than masses, one table per channel: waiting, queues, down times, energy, money, counts.
#include "models/outputs/book_rows.h"

namespace waste {
namespace {

template <Channel channel>
struct Service : BookRows {
  explicit Service(const Frame& frame) : BookRows(frame, [](Channel other) { return other == channel; }) {}
};

template <Channel channel>
Output service() {
  using State = Service<channel>;
  const ChannelInfo& kind = info(channel);
  const sim::Names monthly{"replica", "time", "row"};
  return make_output<State>(
      {std::string("service/") + kind.name, kind.label, Moment::stream, 2 + static_cast<int>(channel), monthly},
      {
          replica_dimension<State>(),
          time_dimension<State>(),
          {"row", {"账目", "row"}, {"row"}, {}, "", of_key(name_of_row)},
          site_column<State>("row"),
          counterpart_column<State>("row"),
          stream_column<State>("row"),
          {"amount", {"数量", "amount"}, monthly, {kind.unit, kind.own_unit}, kind.label.en, booked<std::int64_t>(&BookEntry::amount)},
          {"count", {"笔数", "count"}, monthly, {}, "facts booked", booked<std::int32_t>(&BookEntry::count)},
      },
      [](const State& table) { return !table.keys.empty(); });
}

/// Tables of the channels that are not in grams, in channel order.
template <std::size_t... channel>
std::vector<Output> services(std::index_sequence<channel...>) {
  std::vector<Output> all;
  (..., (in_grams(static_cast<Channel>(channel)) ? void() : all.push_back(service<static_cast<Channel>(channel)>())));
  return all;
}

const RegisteredOutputs registered{[] { return services(std::make_index_sequence<channels>()); }};

}  // namespace
}  // namespace waste
