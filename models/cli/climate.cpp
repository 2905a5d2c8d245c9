#include "models/cli/climate.h"

#include <cmath>

#include "models/cli/json.h"
#include "models/cli/table.h"

namespace waste::cli {
namespace {

std::string year_name(const ScenarioResult& scenario, std::size_t year) {
  return std::to_string(scenario.first_year + static_cast<int>(year));
}

/// Kilotonnes, or 万吨 in Chinese, with two decimals, so that the columns can be added by eye.
std::string shown(double tonnes, const Session& session) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2f", tonnes / (session.zh() ? 1e4 : 1e3));
  return text;
}

std::string table_of(const ScenarioResult& scenario, const Session& session) {
  const std::size_t years = scenario.climate.front().mean.size();
  std::vector<Table::Column> columns{{session.say({"温室气体，万吨CO2e", "greenhouse gases, kt CO2e"}), false, 60}};
  for (std::size_t year = 0; year < years; ++year) columns.push_back({year_name(scenario, year), true});
  columns.push_back({session.say({"末年5–95%", "last year, 5-95 %"})});
  Table table(columns);
  for (const ClimateResult& source : scenario.climate) {
    std::vector<std::string> cells{(source.role == "sum" ? "= " : "  ") + session.say(source.label)};
    for (const double value : source.mean) cells.push_back(shown(value, session));
    cells.push_back("[" + shown(source.q05.back(), session) + ", " + shown(source.q95.back(), session) + "]");
    table.add(cells);
  }
  return table.text(session.color_out);
}

std::string digits(double value) {
  Json json;
  std::string text = std::isfinite(value) ? json.value(value).text() : "\n";
  text.pop_back();
  return text;
}

}  // namespace

std::string climate_as_table(const ResultsContent& results, const Session& session) {
  std::string text;
  for (const auto& scenario : results.scenarios) {
    if (!text.empty()) text += "\n";
    text += painted(scenario.name + (session.zh() ? "：" : ": ") + session.say(scenario.title), Paint::bold, session.color_out) + "\n";
    text += scenario.climate.empty() ? session.say({"情景没有给出排放因子（climate）。\n", "the scenario gives no factors (climate).\n"})
                                     : table_of(scenario, session);
  }
  return text + session.say({"负值为避免的排放。只计固体废物各环节；出行、供暖、工业生产不在内（如任务27绿色出行）。填埋甲烷只计模拟开始后填入的。\n",
                             "negative: avoided. Only what happens to waste counts, not travel, heating or industry (e.g. task 27, green travel); "
                             "methane only of what was buried since the run began.\n"});
}

std::string climate_as_csv(const ResultsContent& results, const Session& session) {
  std::string text = byte_order_mark + csv_line({"scenario", "source", "name", "role", "year", "mean_t_co2e", "q05", "q95"});
  for (const auto& scenario : results.scenarios)
    for (const ClimateResult& source : scenario.climate)
      for (std::size_t year = 0; year < source.mean.size(); ++year)
        text += csv_line({scenario.name, source.name, session.say(source.label), source.role, year_name(scenario, year),
                          digits(source.mean[year]), digits(source.q05[year]), digits(source.q95[year])});
  return text;
}

std::string climate_as_json(const ResultsContent& results) {
  Json json;
  json.begin('{').member("schema_version", 1).member("unit", "t CO2e").key("scenarios").begin('{');
  for (const auto& scenario : results.scenarios) {
    json.key(scenario.name).begin('[');
    for (const ClimateResult& source : scenario.climate) {
      json.begin('{').member("source", source.name).member("role", source.role);
      json.key("name").begin('{').member("zh", source.label.zh).member("en", source.label.en).end();
      json.key("years").begin('{');
      for (std::size_t year = 0; year < source.mean.size(); ++year) {
        json.key(year_name(scenario, year)).begin('{').member("mean", source.mean[year]);
        json.member("q05", source.q05[year]).member("q95", source.q95[year]).end();
      }
      json.end().end();
    }
    json.end();
  }
  return json.end().end().text();
}

}  // namespace waste::cli
