#include "models/views/sheet_forms.h"

#include <algorithm>
#include <cmath>

#include "models/views/table.h"
#include "models/views/workbook.h"

namespace waste {
namespace {

bool is_numeric(const SheetColumn& column) { return column.holds == Holds::number || column.holds == Holds::share; }

std::string percent(double share) { return std::isnan(share) ? "" : number(std::round(1000 * share) / 10) + " %"; }

/// A cell for people.
std::string shown(const Sheet& sheet, const SheetUnits& units, std::size_t row, std::size_t at, const Style& style) {
  const SheetColumn& column = sheet.columns[at];
  if (column.holds == Holds::unit) return units.of_row(row);
  if (!is_numeric(column)) return csv_text(sheet.rows[row][at], style.language);
  const double value = units.shown(row, at);
  if (std::isnan(value)) return "";
  if (column.holds == Holds::share) return (column.sign && value > 0 ? "+" : "") + percent(value);
  return (column.sign && value > 0 ? "+" : "") + number(value);
}

/// "[2.1, 3.4]" of this column and the next.
std::string range_text(const std::string& low, const std::string& high) {
  return low.empty() || high.empty() ? "" : "[" + low + ", " + high + "]";
}

/// A cell for a spreadsheet.
std::string plain(const Sheet& sheet, const SheetUnits& units, std::size_t row, std::size_t at, const Style& style) {
  const SheetColumn& column = sheet.columns[at];
  if (column.holds == Holds::unit) return units.of_row(row);
  if (!is_numeric(column)) return csv_text(sheet.rows[row][at], style.language);
  const double value = units.shown(row, at);
  return decimal(sheet.exact ? value : rounded(value));
}

void write_columns(Json& json, const Sheet& sheet) {
  json.key("columns").begin('[');
  for (const SheetColumn& column : sheet.columns) {
    json.begin('{').member("name", column.key).key("label");
    write_cell(json, column.title);
    const std::string unit = column.of_row ? "own_unit" : column.holds == Holds::share ? "1" : column.unit;
    json.member("unit", unit).end();
  }
  json.end();
}

void write_row(Json& json, const Sheet& sheet, std::size_t row) {
  json.begin('{');
  for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
    const Cell& cell = sheet.rows[row][i];
    json.key(sheet.columns[i].key);
    if (sheet.columns[i].holds == Holds::unit) json.value(sheet.row_units[row].unit);
    else if (is_numeric(sheet.columns[i]) && std::holds_alternative<std::monostate>(cell)) json.null();
    else write_cell(json, cell);
  }
  json.end();
}

std::string more_rows(std::size_t more, const Style& style) {
  return style.zh() ? "另有" + std::to_string(more) + "行；全部：--format csv\n"
                    : "and " + std::to_string(more) + " more rows; all of them: --format csv\n";
}

}  // namespace

const std::vector<std::string>& format_names() {
  static const std::vector<std::string> names{"table", "csv", "json", "xlsx"};
  return names;
}

Format format_named(const std::string& name) {
  const auto at = std::find(format_names().begin(), format_names().end(), name);
  return at == format_names().end() ? Format::table : static_cast<Format>(at - format_names().begin());
}

std::string as_text(const Sheet& sheet, const Style& style, std::size_t most) {
  const SheetUnits units(sheet, style.language);
  std::vector<Table::Column> heads;
  std::vector<std::size_t> visible;
  for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
    if (sheet.columns[i].hidden || (i > 0 && sheet.columns[i - 1].to_next)) continue;
    visible.push_back(i);
    heads.push_back({units.heading(i),
                     (is_numeric(sheet.columns[i]) || sheet.columns[i].holds == Holds::whole) && !sheet.columns[i].to_next,
                     sheet.columns[i].widest});
  }
  Table table(heads);
  const std::size_t rows = std::min(most, sheet.rows.size());
  for (std::size_t row = 0; row < rows; ++row) {
    std::vector<std::string> cells;
    for (const std::size_t i : visible) {
      const std::string text = shown(sheet, units, row, i, style);
      cells.push_back(sheet.columns[i].to_next ? range_text(text, shown(sheet, units, row, i + 1, style)) : text);
    }
    table.add(cells);
  }
  std::string text = painted(style.say(sheet.title), Paint::bold, style.color_out) + "\n";
  text += table.empty() ? style.say({"没有符合条件的行\n", "no rows\n"}) : table.text(style.color_out);
  if (rows < sheet.rows.size()) text += more_rows(sheet.rows.size() - rows, style);
  for (const Label& note : sheet.notes) text += style.say(note) + "\n";
  return text;
}

std::string as_csv(const Sheet& sheet, const Style& style) {
  const SheetUnits units(sheet, style.language);
  std::vector<std::string> heads;
  for (std::size_t i = 0; i < sheet.columns.size(); ++i) heads.push_back(style.zh() ? units.heading(i) : units.key(i));
  std::string text = byte_order_mark + csv_line(heads);
  for (std::size_t row = 0; row < sheet.rows.size(); ++row) {
    std::vector<std::string> cells;
    for (std::size_t i = 0; i < sheet.columns.size(); ++i) cells.push_back(plain(sheet, units, row, i, style));
    text += csv_line(cells);
  }
  return text;
}

std::string as_json(const Sheet& sheet) {
  Json json;
  json.begin('{').member("schema_version", 1).member("table", sheet.name).key("title");
  write_cell(json, sheet.title);
  if (sheet.year != 0) json.member("year", sheet.year);
  write_columns(json, sheet);
  json.key("rows").begin('[');
  for (std::size_t row = 0; row < sheet.rows.size(); ++row) write_row(json, sheet, row);
  json.end().key("notes").begin('[');
  for (const Label& note : sheet.notes) write_cell(json, note);
  return json.end().end().text();
}

std::string in_format(const Sheet& sheet, Format format, const Style& style) {
  switch (format) {
    case Format::csv: return as_csv(sheet, style);
    case Format::json: return as_json(sheet);
    case Format::xlsx: return workbook({sheet}, style);
    case Format::table: break;
  }
  return as_text(sheet, style);
}

}  // namespace waste
