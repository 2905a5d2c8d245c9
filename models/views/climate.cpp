#include "models/views/climate.h"

#include "models/results/table.h"
#include "models/views/table.h"

namespace waste {
namespace {

/// The table of one scenario, source by source.
struct Account {
  explicit Account(const ResultTable& table)
      : years(table.cells<std::int32_t>("year")), sources(table.cells<std::string>("source")), roles(table.cells<std::string>("role")),
        zh(table.cells<std::string>("label_zh")), en(table.cells<std::string>("label_en")), mean(table.cells<double>("mean")),
        q05(table.cells<double>("q05")), q95(table.cells<double>("q95")) {}

  double of(const std::vector<double>& figure, std::size_t year, std::size_t source) const {
    return figure[year * sources.size() + source];
  }

  const std::vector<std::int32_t>& years;
  const std::vector<std::string>&sources, &roles, &zh, &en;
  const std::vector<double>&mean, &q05, &q95;  // [year * sources + source]
};

/// Kilotonnes, or 万吨 in Chinese, with two decimals, so that columns can be summed by eye.
std::string shown(double tonnes, const Style& style) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2f", tonnes / (style.zh() ? 1e4 : 1e3));
  return text;
}

std::string table_of(const Account& account, const Style& style) {
  std::vector<Table::Column> columns{{style.say({"温室气体，万吨CO2e", "greenhouse gases, kt CO2e"}), false, 60}};
  for (const auto year : account.years) columns.push_back({std::to_string(year), true});
  columns.push_back({style.say({"末年5–95%", "last year, 5-95 %"})});
  Table table(columns);
  const std::size_t last = account.years.size() - 1;
  for (std::size_t i = 0; i < account.sources.size(); ++i) {
    std::vector<std::string> cells{(account.roles[i] == "sum" ? "= " : "  ") + style.say({account.zh[i], account.en[i]})};
    for (std::size_t year = 0; year <= last; ++year) cells.push_back(shown(account.of(account.mean, year, i), style));
    cells.push_back("[" + shown(account.of(account.q05, last, i), style) + ", " + shown(account.of(account.q95, last, i), style) + "]");
    table.add(cells);
  }
  return table.text(style.color_out);
}

std::string as_table(const std::vector<ResultTable>& tables, const Style& style) {
  std::string text;
  for (const ResultTable& table : tables) {
    if (!text.empty()) text += "\n";
    text += painted(table.scenario + (style.zh() ? "：" : ": ") + style.say(table.scenario_title), Paint::bold, style.color_out) + "\n";
    text += table.empty() ? style.say({"情景没有给出排放因子（climate）。\n", "the scenario gives no factors (climate).\n"})
                          : table_of(Account(table), style);
  }
  return text +
         style.say({"负值为避免的排放。只计固体废物各环节；出行、供暖、工业生产不在内（如绿色出行）。填埋甲烷只计模拟开始后填入的。\n",
                    "negative: avoided. Only what happens to waste counts, not travel, heating or industry (e.g. green travel); "
                    "methane only of what was buried since the run began.\n"});
}

void write_source(Json& json, const Account& account, std::size_t source) {
  json.begin('{').member("source", account.sources[source]).member("role", account.roles[source]).key("name");
  json.begin('{').member("zh", account.zh[source]).member("en", account.en[source]).end();
  json.key("years").begin('{');
  for (std::size_t year = 0; year < account.years.size(); ++year) {
    json.key(std::to_string(account.years[year])).begin('{').member("mean", account.of(account.mean, year, source));
    json.member("q05", account.of(account.q05, year, source)).member("q95", account.of(account.q95, year, source)).end();
  }
  json.end().end();
}

std::string as_json(const std::vector<ResultTable>& tables) {
  Json json;
  json.begin('{').member("schema_version", 1).member("unit", "t CO2e").key("scenarios").begin('{');
  for (const ResultTable& table : tables) {
    json.key(table.scenario).begin('[');
    const std::size_t sources = table.empty() ? 0 : table.length("source");
    for (std::size_t i = 0; i < sources; ++i) write_source(json, Account(table), i);
    json.end();
  }
  return json.end().end().text();
}

const std::vector<Shown> columns{{"source", "source"},    {"name", "label"}, {"role", "role"}, {"year", "year"},
                                 {"mean_t_co2e", "mean"}, {"q05", "q05"},    {"q95", "q95"}};

}  // namespace

std::string climate_view(const std::string& path, Format format, const Style& style) {
  if (format == Format::csv || format == Format::xlsx) return chosen_columns(path, "climate", {"source", "year"}, columns, format, style);
  const auto tables = read_tables(path, "climate", {{}, true});
  return format == Format::json ? as_json(tables) : as_table(tables, style);
}

}  // namespace waste
