#include "models/cli/hindcast.h"

#include <cmath>

#include "models/cli/json.h"
#include "models/cli/table.h"

namespace waste::cli {
namespace {

std::string told(const std::string& verdict, const Session& session) {
  if (verdict == "within") return session.say({"符合", "within"});
  if (verdict == "explained") return session.say({"超差，已说明", "explained"});
  if (verdict == "outside") return session.say({"超差", "outside"});
  return session.say({"未模拟", "not simulated"});
}

std::string deviation(const HindcastResult& row) {
  if (std::isnan(row.mean) || row.stated == 0) return "";
  char text[32];
  std::snprintf(text, sizeof text, "%+.2f %%", 100 * (row.mean / row.stated - 1));
  return text;
}

std::string as_table(const ScenarioResult& scenario, const Session& session) {
  Table table({{session.say({"数值", "figure"}), false, 40}, {session.say({"规划", "stated"}), true}, {session.say({"模拟", "simulated"}), true},
               {session.say({"标准差", "sd"}), true}, {session.say({"单位", "unit"})}, {session.say({"偏差", "difference"}), true},
               {session.say({"结论", "verdict"}), false, 30}, {session.say({"说明", "why"}), false, 50}});
  for (const auto& row : scenario.hindcast)
    table.add({session.say(row.name), number(row.stated), number(row.mean), number(row.sd), row.unit, deviation(row),
               told(row.verdict, session), row.reason});
  return painted(scenario.name, Paint::bold, session.color_out) + "\n" + table.text(session.color_out);
}

std::string digits(double value) {
  std::string text = Json().value(value).text();
  text.pop_back();
  return text == "null" ? "" : text;
}

std::string as_csv(const ResultsContent& results, const Session& session) {
  std::string text = "\xEF\xBB\xBF" + csv_line({"scenario", "figure", "label", "stated", "printed", "mean", "sd", "unit", "tolerance", "verdict", "reason"});
  for (const auto& scenario : results.scenarios)
    for (const auto& row : scenario.hindcast)
      text += csv_line({scenario.name, row.id, session.say(row.name), digits(row.stated), row.printed, digits(row.mean), digits(row.sd), row.unit,
                        digits(row.tolerance), row.verdict, row.reason});
  return text;
}

std::string as_json(const ResultsContent& results) {
  Json json;
  json.begin('{').member("schema_version", 1).key("scenarios").begin('{');
  for (const auto& scenario : results.scenarios) {
    json.key(scenario.name).begin('[');
    for (const auto& row : scenario.hindcast) {
      json.begin('{').member("figure", row.id).key("label").begin('{').member("zh", row.name.zh).member("en", row.name.en).end();
      json.member("stated", row.stated).member("printed", row.printed).member("mean", row.mean).member("sd", row.sd);
      json.member("unit", row.unit).member("tolerance", row.tolerance).member("verdict", row.verdict).member("reason", row.reason).end();
    }
    json.end();
  }
  return json.end().end().text();
}

}  // namespace

std::string hindcast(const ResultsContent& results, const std::string& format, const Session& session) {
  if (format == "json") return as_json(results);
  if (format == "csv") return as_csv(results, session);
  std::string text;
  for (const auto& scenario : results.scenarios) text += (text.empty() ? "" : "\n") + as_table(scenario, session);
  return text;
}

}  // namespace waste::cli
