#include "models/views/hindcast.h"

#include <cmath>

#include "models/results/layout.h"
#include "models/views/table.h"

namespace waste {
namespace {

std::string told(const std::string& verdict, const Style& style) {
  if (verdict == "within") return style.say({"符合", "within"});
  if (verdict == "explained") return style.say({"超差，已说明", "explained"});
  if (verdict == "outside") return style.say({"超差", "outside"});
  return style.say({"未模拟", "not simulated"});
}

std::string deviation(double mean, double stated) {
  if (std::isnan(mean) || stated == 0) return "";
  char text[32];
  std::snprintf(text, sizeof text, "%+.2f %%", 100 * (mean / stated - 1));
  return text;
}

double number_at(const TableRows& rows, const char* column, const Position& at) {
  const Cell cell = rows.cell(column, at);
  if (const double* number = std::get_if<double>(&cell)) return *number;
  refuse_results(rows.table().file, damaged_at(rows.table().scenario + "/hindcast/" + column, "it holds no numbers"));
}

std::string table_of(const TableRows& rows, const Style& style) {
  Table table({{style.say({"数值", "figure"}), false, 40},
               {style.say({"方案", "stated"}), true},
               {style.say({"模拟", "simulated"}), true},
               {style.say({"标准差", "sd"}), true},
               {style.say({"单位", "unit"})},
               {style.say({"偏差", "difference"}), true},
               {style.say({"结论", "verdict"}), false, 30},
               {style.say({"说明", "why"}), false, 50}});
  rows.each([&](const Position& at) {
    const auto text = [&](const char* column) { return csv_text(rows.cell(column, at), style.language); };
    const auto value = [&](const char* column) { return number_at(rows, column, at); };
    table.add({text("label"), number(value("stated")), number(value("mean")), number(value("sd")), text("own_unit"),
               deviation(value("mean"), value("stated")), told(text("verdict"), style), text("reason")});
    return true;
  });
  return painted(rows.table().scenario, Paint::bold, style.color_out) + "\n" + table.text(style.color_out);
}

const std::vector<Shown> columns{{"figure", "figure"},   {"label", "label"},  {"stated", "stated"}, {"printed", "printed"},
                                 {"mean", "mean"},       {"sd", "sd"},        {"unit", "own_unit"}, {"tolerance", "tolerance"},
                                 {"verdict", "verdict"}, {"reason", "reason"}};

}  // namespace

std::string hindcast_view(const std::string& path, Format format, const Style& style) {
  if (format == Format::csv || format == Format::xlsx) return chosen_columns(path, "hindcast", {"figure"}, columns, format, style);
  const auto file = open_results(path);
  std::string text;
  Json json;
  json.begin('{').member("schema_version", 1).key("scenarios").begin('{');
  for (const auto& scenario : file.groups()) {
    const TableRows rows(file, read_table(file, path, scenario, "hindcast", {{}, true}), {"figure"});
    text += (text.empty() ? "" : "\n") + table_of(rows, style);
    json.key(scenario).begin('[');
    rows.each([&](const Position& at) { return write_row(json, rows, columns, at), true; });
    json.end();
  }
  return format == Format::json ? json.end().end().text() : text;
}

}  // namespace waste
