#include "models/cli/alarms.h"

#include "engine/base/time.h"
#include "models/cli/json.h"
#include "models/cli/table.h"

namespace waste::cli {
namespace {

constexpr std::size_t most_rows = 30;

std::string date_of(std::int32_t day) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()));
  return text;
}

std::string amount_of(const AlarmResult& alarm, const Session& session) {
  return quantity(static_cast<double>(alarm.amount), info(alarm.kind).unit, session.language);
}

std::string counts_of(const AlarmsOfScenario& scenario, const Session& session) {
  Table table({{session.say({"预警", "alarm"})}, {session.say({"每次重复平均次数", "mean number in a replica"}), true}});
  for (std::size_t i = 0; i < scenario.counts.size(); ++i)
    if (scenario.counts[i] > 0)
      table.add({session.say(info(static_cast<AlarmKind>(i)).label), number(static_cast<double>(scenario.counts[i]) / scenario.replicas)});
  return table.empty() ? session.say({"没有预警\n", "no alarms\n"}) : table.text(session.color_out);
}

std::string first_of(const AlarmsOfScenario& scenario, const Session& session) {
  Table table({{session.say({"日期", "date"})}, {session.say({"预警", "alarm"})}, {session.say({"场所", "site"})},
               {session.say({"物流", "stream"})}, {session.say({"数量", "amount"}), true}});
  std::size_t others = 0;
  const int first = scenario.alarms.empty() ? 0 : scenario.alarms.front().replica;
  for (std::size_t i = 0; i < scenario.alarms.size() && scenario.alarms[i].replica == first; ++i) {
    const AlarmResult& alarm = scenario.alarms[i];
    if (i >= most_rows) ++others;
    else table.add({date_of(alarm.day), session.say(info(alarm.kind).label), session.say(alarm.site_label), session.say(alarm.stream_label),
                    amount_of(alarm, session)});
  }
  if (table.empty()) return "";
  std::string text = session.zh() ? "第" + std::to_string(first) + "次重复：\n" : "replica " + std::to_string(first) + ":\n";
  text += table.text(session.color_out);
  if (others > 0)
    text += session.zh() ? "另有" + std::to_string(others) + "条；全部：--format csv\n" : "and " + std::to_string(others) + " more; all of them: --format csv\n";
  return text;
}

}  // namespace

std::string alarms_as_table(const std::vector<AlarmsOfScenario>& scenarios, const Session& session) {
  std::string text;
  for (const auto& scenario : scenarios) {
    text += (text.empty() ? "" : "\n") + painted(scenario.name + (session.zh() ? "：" : ": ") + session.say(scenario.title), Paint::bold, session.color_out) + "\n";
    text += counts_of(scenario, session) + first_of(scenario, session);
  }
  return text;
}

std::string alarms_as_csv(const std::vector<AlarmsOfScenario>& scenarios, const Session& session) {
  std::string text = byte_order_mark + csv_line({"scenario", "replica", "date", "alarm", "name", "site", "site_name", "stream", "amount", "unit"});
  for (const auto& scenario : scenarios)
    for (const AlarmResult& alarm : scenario.alarms)
      text += csv_line({scenario.name, std::to_string(alarm.replica), date_of(alarm.day), info(alarm.kind).name, session.say(info(alarm.kind).label),
                        alarm.site, session.say(alarm.site_label), alarm.stream, std::to_string(alarm.amount), info(alarm.kind).unit});
  return text;
}

std::string alarms_as_json(const std::vector<AlarmsOfScenario>& scenarios) {
  Json json;
  json.begin('{').member("schema_version", 1).key("scenarios").begin('{');
  for (const auto& scenario : scenarios) {
    json.key(scenario.name).begin('{').member("replicas", scenario.replicas).key("counts").begin('{');
    for (std::size_t i = 0; i < scenario.counts.size(); ++i) json.member(info(static_cast<AlarmKind>(i)).name, scenario.counts[i]);
    json.end().key("alarms").begin('[');
    for (const AlarmResult& alarm : scenario.alarms) {
      json.begin('{').member("replica", alarm.replica).member("date", date_of(alarm.day)).member("alarm", info(alarm.kind).name);
      json.member("site", alarm.site).member("stream", alarm.stream).member("amount", alarm.amount).member("unit", info(alarm.kind).unit).end();
    }
    json.end().end();
  }
  return json.end().end().text();
}

}  // namespace waste::cli
