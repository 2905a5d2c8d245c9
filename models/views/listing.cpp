#include "models/views/listing.h"

#include <algorithm>

#include "engine/base/error.h"
#include "models/results/layout.h"
#include "models/views/format.h"
#include "models/views/table.h"
#include "models/views/workbook.h"

namespace waste {
namespace {

constexpr std::size_t max_rows = 40;      // for people
constexpr std::size_t piece = 1 << 16;    // of a text that is written piece by piece [byte]

enum class Digits : std::uint8_t { all, rounded };

/// Row dimensions for a table without a literal in this version: the dimensions of its largest column.
sim::Names rows_of(const ResultTable& table) {
  if (!table.rows.empty() || table.empty()) return table.rows;
  const auto larger = [](const TableColumn& a, const TableColumn& b) { return a.info.dims.size() < b.info.dims.size(); };
  return std::max_element(table.columns.begin(), table.columns.end(), larger)->info.dims;
}

bool by_replica(const sim::Names& dims) { return std::find(dims.begin(), dims.end(), "replica") != dims.end(); }

sim::Names known_tables(const sim::Hdf5Reader& file) {
  sim::Names known;
  for (const auto& scenario : file.groups())
    for (const auto& name : table_names(file, scenario))
      if (std::find(known.begin(), known.end(), name) == known.end()) known.push_back(name);
  return known;
}

[[noreturn]] void refuse_name(const sim::Hdf5Reader& file, const std::string& name) {
  std::string list;
  for (const auto& known : known_tables(file)) list += (list.empty() ? "" : ", ") + known;
  const std::string near = sim::nearest(name, known_tables(file));
  throw sim::Error(sim::Exit::usage,
                   {"文件没有表“" + name + "”" + (near.empty() ? "" : "，是否想写“" + near + "”？") + "\n表：" + list,
                    "the file has no table '" + name + "'" + (near.empty() ? "" : ", did you mean '" + near + "'?") + "\ntables: " + list});
}

/// The first replica is enough for people.
std::optional<std::uint32_t> first_replica(const sim::Hdf5Reader& file, const std::string& group) {
  if (!file.has(group + "/replica")) return {};
  const auto numbers = file.read_rows<std::int32_t>(group + "/replica", 0, 1);
  return static_cast<std::uint32_t>(numbers.front());
}

/// `for_people`: of a large table one replica.
std::vector<TableRows> rows_of_all(const sim::Hdf5Reader& file, const std::string& path, const std::string& name,
                                   std::optional<std::uint32_t> replica, bool for_people) {
  const Output* literal = find_output(name);
  const bool one_is_enough = for_people && literal && literal->moment == Moment::stream;
  const bool no_replicas = literal && !by_replica(literal->rows);
  if (no_replicas && replica)
    throw sim::Error(sim::Exit::usage, {"表“" + name + "”的行不分遍", "the rows of '" + name + "' are of all replicas together"});
  std::vector<TableRows> all;
  for (const auto& scenario : file.groups()) {
    const auto chosen = replica || no_replicas || !one_is_enough ? replica : first_replica(file, scenario + "/" + name);
    ResultTable table = read_table(file, path, scenario, name, {chosen, no_replicas});
    if (table.empty()) continue;
    const auto dims = rows_of(table);
    all.emplace_back(file, std::move(table), dims);
  }
  if (all.empty()) refuse_name(file, name);
  return all;
}

/// The heading of a column: its label, and its unit unless the cells show it.
std::string head_of(const TableRows& rows, const Shown& column, bool with_unit, const Style& style) {
  if (column.cell == "label") return style.say({"名称", "name"});
  const auto dot = column.cell.find('.');
  if (dot != std::string::npos && column.cell.substr(dot) == ".own_unit") return style.say({"单位", "unit"});
  const TableColumn* stored = rows.table().find(column.cell.substr(0, dot));
  if (!stored) return column.key;
  if (dot != std::string::npos) return style.say(stored->info.label) + style.say({"名称", ", name"});
  const std::string label = style.say(stored->info.label), text = label.empty() ? column.key : label;
  const std::string unit = with_unit ? unit_of(stored->info) : "";
  return unit.empty() ? text : text + " [" + unit + "]";
}

bool is_number(const TableColumn& column) { return column.info.type != sim::ElementType::text && column.info.refers.empty(); }

std::string as_table(const TableRows& rows, const Style& style) {
  const auto columns = columns_of(rows);
  std::vector<Table::Column> heads;
  for (const Shown& column : columns) {
    const TableColumn* stored = rows.table().find(column.cell);
    heads.push_back({head_of(rows, column, false, style), stored && is_number(*stored)});
  }
  Table table(heads);
  std::size_t shown = 0;
  rows.each([&](const Position& at) {
    std::vector<std::string> cells;
    for (const Shown& column : columns) {
      const TableColumn* stored = rows.table().find(column.cell);
      cells.push_back(people_text(rows.cell(column.cell, at), stored ? rows.unit(*stored, at) : "", style.language));
    }
    table.add(cells);
    return ++shown < max_rows;
  });
  std::string text = table.text(style.color_out);
  if (const std::size_t more = rows.size() - shown; more > 0)
    text += style.zh() ? "另有" + std::to_string(more) + "行；全部：--format csv\n"
                       : "and " + std::to_string(more) + " more rows; all of them: --format csv\n";
  return text;
}

std::string title_of(const TableRows& rows, const Style& style) {
  const ResultTable& table = rows.table();
  const std::string title = style.say(table.title);
  return painted(table.scenario + (style.zh() ? "：" : ": ") + (title.empty() ? table.name : title), Paint::bold, style.color_out) + "\n";
}

std::string all_as_table(const std::vector<TableRows>& all, const Style& style) {
  std::string text;
  for (const TableRows& rows : all) text += (text.empty() ? "" : "\n") + title_of(rows, style) + as_table(rows, style);
  return text;
}

/// The scenario with the most columns: one without alarms lacks the columns of alarms.
const TableRows& fullest(const std::vector<TableRows>& all) {
  const auto fewer = [](const TableRows& a, const TableRows& b) { return a.table().columns.size() < b.table().columns.size(); };
  return *std::max_element(all.begin(), all.end(), fewer);
}

/// One line per row, with the scenario first.
void csv_lines(const TableRows& rows, const std::vector<Shown>& columns, Language language, Digits digits, const Sink& sink) {
  std::string text;
  rows.each([&](const Position& at) {
    std::vector<std::string> cells{rows.table().scenario};
    for (const Shown& column : columns) {
      const Cell cell = rows.cell(column.cell, at);
      const auto* real = digits == Digits::rounded ? std::get_if<double>(&cell) : nullptr;
      cells.push_back(real ? decimal(rounded(*real)) : csv_text(cell, language));
    }
    text += csv_line(cells);
    if (text.size() >= piece) sink(text), text.clear();
    return true;
  });
  sink(text);
}

void all_as_csv(const std::vector<TableRows>& all, const Style& style, const Sink& sink) {
  const TableRows& full = fullest(all);
  const auto columns = columns_of(full);
  std::vector<std::string> heads{style.say({"情景", "scenario"})};
  for (const Shown& column : columns) heads.push_back(head_of(full, column, true, style));
  sink(byte_order_mark + csv_line(heads));
  for (const TableRows& rows : all) csv_lines(rows, columns, style.language, Digits::all, sink);
}

/// What the cells of a column are; numbers keep the unit in which they are stored, which the heading names.
SheetColumn sheet_column(const TableRows& rows, const Shown& column) {
  SheetColumn result{column.key, {head_of(rows, column, true, {Language::zh}), head_of(rows, column, true, {Language::en})}};
  const TableColumn* stored = rows.table().find(column.cell);
  if (!stored || !is_number(*stored)) return result;
  const bool names = stored->info.is_dimension() || stored->info.type == sim::ElementType::int32;
  result.holds = is_date(stored->info) ? Holds::date : names ? Holds::whole : Holds::number;
  return result;
}

Sheet sheet_of(const std::vector<TableRows>& all, const std::vector<Shown>& columns, bool exact) {
  const TableRows& full = fullest(all);
  Sheet sheet{full.table().name, full.table().title, {{"scenario", {"情景", "scenario"}}}, {}, {}, {}, exact};
  for (const Shown& column : columns) sheet.columns.push_back(sheet_column(full, column));
  std::size_t size = 0;
  for (const TableRows& rows : all) size += rows.size();
  if (size > most_rows_of_workbook)
    throw sim::Error(sim::Exit::usage, {"表“" + sheet.name + "”有" + std::to_string(size) + "行，工作簿的一张表最多" +
                                            std::to_string(most_rows_of_workbook) + "行；请只取一遍（--replica 0），或用 --format csv",
                                        "'" + sheet.name + "' has " + std::to_string(size) + " rows, a sheet of a workbook at most " +
                                            std::to_string(most_rows_of_workbook) + "; take one replica (--replica 0), or --format csv"});
  for (const TableRows& rows : all)
    rows.each([&](const Position& at) {
      std::vector<Cell> cells{rows.table().scenario};
      for (const Shown& column : columns) cells.push_back(rows.cell(column.cell, at));
      sheet.add(std::move(cells));
      return true;
    });
  return sheet;
}

void write_column(Json& json, const TableRows& rows, const Shown& column) {
  const TableColumn* stored = rows.table().find(column.cell);
  const Label label = stored ? stored->info.label : Label{"名称", "name"};
  json.begin('{').member("name", column.key).key("label");
  write_cell(json, label);
  const bool by_row = stored && stored->info.has_unit_of_the_row();
  json.member("unit", by_row ? "own_unit" : stored ? unit_of(stored->info) : "").member("about", stored ? stored->info.about : "").end();
}

void json_rows(Json& json, const TableRows& rows, const std::vector<Shown>& columns, const Sink& sink) {
  std::size_t written = 0;
  rows.each([&](const Position& at) {
    write_row(json, rows, columns, at);
    if (++written % 256 == 0) sink(json.take());
    return true;
  });
}

void all_as_json(const std::vector<TableRows>& all, const Sink& sink) {
  const TableRows& full = fullest(all);
  const auto columns = columns_of(full);
  Json json;
  json.begin('{').member("schema_version", 1).member("table", full.table().name).key("title");
  write_cell(json, full.table().title);
  json.key("columns").begin('[');
  for (const Shown& column : columns) write_column(json, full, column);
  json.end().key("scenarios").begin('{');
  for (const TableRows& rows : all) {
    json.key(rows.table().scenario).begin('[');
    json_rows(json, rows, columns, sink);
    json.end();
  }
  sink(json.end().end().text());
}

}  // namespace

void list_rows(const std::string& path, const std::string& table, std::optional<std::uint32_t> replica, Format format, const Style& style,
               const Sink& sink) {
  list_rows(open_results(path), path, table, replica, format, style, sink);
}

void list_rows(const sim::Hdf5Reader& file, const std::string& path, const std::string& table, std::optional<std::uint32_t> replica,
               Format format, const Style& style, const Sink& sink) {
  const auto all = rows_of_all(file, path, table, replica, format == Format::table);
  switch (format) {
    case Format::json: return all_as_json(all, sink);
    case Format::csv: return all_as_csv(all, style, sink);
    case Format::xlsx: return sink(workbook({sheet_of(all, columns_of(fullest(all)), true)}, style));
    case Format::table: break;
  }
  sink(all_as_table(all, style));
}

std::string listing(const std::string& path, const std::string& table, std::optional<std::uint32_t> replica, Format format,
                    const Style& style) {
  std::string text;
  list_rows(path, table, replica, format, style, [&](std::string_view part) { text += part; });
  return text;
}

std::string chosen_columns(const std::string& path, const std::string& table, const sim::Names& dims, const std::vector<Shown>& columns,
                           Format format, const Style& style) {
  const auto file = open_results(path);
  std::vector<TableRows> all;
  for (const auto& scenario : file.groups()) {
    ResultTable read = read_table(file, path, scenario, table, {{}, !by_replica(dims)});
    if (!read.empty()) all.emplace_back(file, std::move(read), dims);
  }
  if (all.empty()) refuse_name(file, table);
  if (format == Format::xlsx) return workbook({sheet_of(all, columns, false)}, style);
  const TableRows& full = fullest(all);
  std::vector<std::string> heads{style.say({"情景", "scenario"})};
  for (const Shown& column : columns) heads.push_back(style.zh() ? head_of(full, column, true, style) : column.key);
  std::string text = byte_order_mark + csv_line(heads);
  for (const TableRows& rows : all) csv_lines(rows, columns, style.language, Digits::rounded, [&](std::string_view part) { text += part; });
  return text;
}

}  // namespace waste
