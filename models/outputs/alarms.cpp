// Alarms: number of each kind in every replica, and the first ones with date, site and stream.
#include "models/books/alarm.h"

#include <numeric>

#include "models/outputs/output.h"

namespace waste {
namespace {

constexpr std::int32_t days_to_2020 = 18'262;  // since 1970-01-01

std::vector<AlarmInfo> kinds(const Frame&) {
  std::vector<AlarmInfo> all;
  for (std::size_t i = 0; i < alarm_kinds; ++i) all.push_back(info(static_cast<AlarmKind>(i)));
  return all;
}

template <class Get>
auto of_kind(Get get) {
  return of_each(kinds, get);
}

/// One cell per listed alarm.
template <class Get>
auto of_alarm(Get get) {
  return [get](const Frame&, const ReplicaView& replica) {
    std::vector<decltype(get(Alarm{}))> cells;
    for (const Alarm& alarm : replica.books().alarms) cells.push_back(get(alarm));
    return cells;
  };
}

std::vector<std::int64_t> counts(const Frame&, const ReplicaView& replica) {
  return {replica.books().alarm_counts.begin(), replica.books().alarm_counts.end()};
}

std::vector<std::int32_t> numbered(const Frame&, const Collected& all) {
  std::vector<std::int32_t> numbers(all.of<std::int32_t>("alarms/day").size());
  std::iota(numbers.begin(), numbers.end(), 0);
  return numbers;
}

std::vector<std::int32_t> replica_of_each(const Frame&, const ReplicaView& replica) {
  return std::vector<std::int32_t>(replica.books().alarms.size(), static_cast<std::int32_t>(replica.result.replica));
}

std::int32_t stream_of(const Alarm& alarm) { return alarm.stream == no_stream ? -1 : alarm.stream; }

using Row = const AlarmInfo&;
const sim::Names kind{"kind"}, alarm{"alarm"};
const Unit date{"days since 2020-01-01", ""};

const RegisteredOutputs registered{[] {
  return std::vector{make_output<Frame>(
      {"alarms", {"预警", "alarms"}, Moment::last, 5, alarm},
      {
          replica_dimension(),
          {"kind", {"预警", "alarm"}, kind, {}, "", of_kind([](Row k) { return std::string(k.name); })},
          {"label_zh", {"中文名称", "Chinese name"}, kind, {}, "", of_kind([](Row k) { return k.label.zh; })},
          {"label_en", {"英文名称", "English name"}, kind, {}, "", of_kind([](Row k) { return k.label.en; })},
          {"own_unit", {"单位", "unit"}, kind, {}, "of the amounts of this kind", of_kind([](Row k) { return std::string(k.unit); })},
          {"count", {"次数", "count"}, {"replica", "kind"}, {}, "alarms rung, listed or not", counts},
          Column<Frame>{
              "alarm", {"序号", "number"}, alarm, {}, "listed: the first " + std::to_string(max_alarms) + " of each replica", numbered}
              .optional(),
          {"of_replica", {"遍次", "replica"}, alarm, {}, "", replica_of_each},
          {"day", {"日期", "date"}, alarm, date, "when it was rung", of_alarm([](const Alarm& a) { return a.day - days_to_2020; })},
          Column<Frame>{"site", {"场所", "site"}, alarm, {}, "index into group sites", of_alarm([](const Alarm& a) {
                          return static_cast<std::int32_t>(a.site);
                        })}
              .refers_to("site"),
          Column<Frame>{"stream", {"废物（物料）", "stream"}, alarm, {}, "index into group streams; -1: none", of_alarm(stream_of)}
              .refers_to("stream"),
          Column<Frame>{"of_kind", {"预警", "alarm"}, alarm, {}, "index into kind", of_alarm([](const Alarm& a) {
                          return static_cast<std::int32_t>(a.kind);
                        })}
              .refers_to("kind"),
          {"amount", {"数量", "amount"}, alarm, {}, "in own_unit of the kind", of_alarm([](const Alarm& a) { return a.amount; })},
      })};
}};

}  // namespace
}  // namespace waste
