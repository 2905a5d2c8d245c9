#include "models/scenario/tables.h"

#include <algorithm>
#include <map>
#include <optional>

#include "engine/base/quantity.h"
#include "engine/base/time.h"
#include "engine/base/utf8.h"
#include "models/scenario/csv.h"
#include "models/scenario/key.h"
#include "models/scenario/table_header.h"

namespace waste {
namespace {

const std::vector<std::string> value_columns = {"path", "value", "unit", "low", "high", "status", "source", "printed"};
const std::vector<std::string> source_columns = {"status", "source", "printed"};

bool contains(const std::vector<std::string>& list, const std::string& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// A number in `unit` (empty for bare numbers); nothing if it is not a number.
std::optional<sim::Quantity> number_of(const std::string& text) {
  try {
    sim::Quantity quantity = sim::parse_quantity(text);
    if (quantity.unit_text.empty()) return quantity;
  } catch (const sim::QuantityError&) {
  }
  return std::nullopt;
}

/// Whether two cells hold different numbers or dates: the ends of a range that is one.
bool differ(const std::string& low, const std::string& high) {
  const auto from = number_of(low), to = number_of(high);
  if (from && to) return sim::to_double(*from, "1") != sim::to_double(*to, "1");
  const auto first = sim::parse_time(low), last = sim::parse_time(high);
  return first && last && *first != *last;
}

bool check_status(const TableHeader& header, const CsvRow& row, Sources& sources) {
  const Cell& status = header.cell(row, "status");
  static const std::vector<std::string> known = {"plan", "derived", "assumption"};
  const Cell& at = status.place.line > 0 ? status : row.front();
  if (!contains(known, status.text)) {
    complain(sources, at, "E0405", {"未知的性质“" + status.text + "”", "status '" + status.text + "' is not known"},
             {"请写plan（方案）、derived（推导）或assumption（假设）", "write plan, derived or assumption"});
    return false;
  }
  const auto require = [&](const char* column, const sim::Message& hint) {
    if (!header.cell(row, column).text.empty()) return true;
    const Cell& cell = header.find(column) ? header.cell(row, column) : at;
    complain(sources, cell, "E0405",
             {"性质为“" + status.text + "”时需要“" + column + "”列", "status '" + status.text + "' needs column '" + column + "'"}, hint);
    return false;
  };
  if (status.text != "plan") return require("source", {"请写公式或理由", "give the formula, or the reason"});
  const bool source = require("source", {"请写在方案中的位置", "give the place in the plan"});
  return require("printed", {"请写方案中的原文", "give the figure as the plan prints it"}) && source;
}

/// low <= value <= high, where given; a numeric assumption needs both.
void check_limits(const TableHeader& header, const CsvRow& row, const Cell& value, Sources& sources) {
  const auto number = number_of(value.text);
  const bool needed = number && header.cell(row, "status").text == "assumption";
  for (const bool is_low : {true, false}) {
    const Cell& limit = header.cell(row, is_low ? "low" : "high");
    const std::string name = is_low ? "low" : "high";
    if (limit.text.empty()) {
      if (needed)
        complain(sources, limit, "E0405", {"假设需要“" + name + "”列", "an assumption needs column '" + name + "'"},
                 {"请写数值可能所在的范围", "give the range in which the value may lie"});
      continue;
    }
    const auto bound = number_of(limit.text);
    if (header.cell(row, "unit").text == "date" && sim::parse_time(limit.text)) continue;  // in order? asked by who reads the range
    if (!bound) {
      complain(sources, limit, "E0408", {"“" + limit.text + "”不是数", "'" + limit.text + "' is not a number"},
               {"用本行的单位写数，不带单位", "write it in the unit of the row, without unit"});
    } else if (number) {
      const double gap = sim::to_double(*number, "1") - sim::to_double(*bound, "1");
      if (is_low ? gap < 0 : gap > 0)
        complain(sources, limit, "E0406",
                 {"数值" + value.text + (is_low ? "低于下限" : "高于上限") + limit.text,
                  "the value " + value.text + " is " + (is_low ? "below its low " : "above its high ") + limit.text},
                 {"应满足 low <= value <= high", "keep low <= value <= high"});
    }
  }
}

RowSource source_of(const TableHeader& header, const CsvRow& row) {
  RowSource result;
  result.place = row.front().place;
  result.common.status = header.cell(row, "status").text;
  result.common.source = header.cell(row, "source").text;
  result.common.printed = header.cell(row, "printed").text;
  return result;
}

/// Words for columns without numbers, as in the catalogue.
bool is_text_unit(const std::string& unit) {
  static const std::vector<std::string> words{"text", "date", "yes/no", "site", "stream"};
  return unit.empty() || contains(words, unit);
}

bool check_unit(const Cell& unit, Sources& sources) {
  if (is_text_unit(unit.text)) return true;
  try {
    sim::parse_unit(unit.text);
    return true;
  } catch (const sim::QuantityError& error) {
    complain(sources, unit, "E0408", error.message(), error.hint());
    return false;
  }
}

Node scalar(const Cell& cell, const std::string& unit) {
  Node node;
  node.type = Node::Type::scalar;
  node.text = is_text_unit(unit) || unit == "1" ? cell.text : cell.text + " " + unit;
  node.place = cell.place;
  return node;
}

/// False, with an error, if a cell in a column with a unit is not a number.
bool check_number(const Cell& cell, const std::string& unit, Sources& sources) {
  if (is_text_unit(unit)) return true;
  try {
    if (sim::parse_quantity(cell.text).unit_text.empty()) return true;
    complain(sources, cell, "E0408", {"“" + cell.text + "”带有单位", "'" + cell.text + "' carries a unit of its own"},
             {"只写数；单位是“" + unit + "”", "write the number only; its unit is '" + unit + "'"});
  } catch (const sim::QuantityError& error) {
    complain(sources, cell, "E0408", error.message(), error.hint());
  }
  return false;
}

/// The rows of one table: header and units first.
class Table {
 public:
  Table(const std::string& map, const std::vector<CsvRow>& rows, Sources& sources)
      : map_(map), rows_(rows), header_(rows[0], sources), sources_(sources) {}

  bool check_header() const {
    if (!header_.require({"id"}, sources_)) return false;
    const Cell& id_unit = header_.cell(rows_[1], "id");
    bool sound = id_unit.text == "unit";
    if (!sound)
      complain(sources_, id_unit, "E0403", {"第二行应为单位", "the second row must hold the units"},
               {"在id下写unit，其余各列下写单位或留空", "write 'unit' below 'id' and a unit or nothing below the others"});
    bool numbers = false;
    for (std::size_t i = 0; i < rows_[0].size(); ++i) {
      const Cell& column = rows_[0][i];
      if (column.text == "id" || contains(source_columns, column.text)) continue;
      if (!is_path(column.text))
        complain(sources_, column, "E0407", {"列名“" + column.text + "”不是路径", "column '" + column.text + "' is not a path"},
                 {"用小写英文字母、数字和下划线，以“.”连接，如label.zh", "use keys in ASCII snake_case joined by '.': label.zh"});
      sound = is_path(column.text) && check_unit(rows_[1][i], sources_) && sound;
      numbers = numbers || !is_text_unit(rows_[1][i].text);
    }
    return sound && (!numbers || header_.require({"status", "source"}, sources_));
  }

  void read(std::vector<Leaf>& leaves, RowSources& origins) {
    for (std::size_t i = 2; i < rows_.size(); ++i) read_row(rows_[i], leaves, origins);
  }

 private:
  bool check_id(const Cell& id) {
    if (!is_key(id.text)) {
      complain(sources_, id, "E0407", {"编号“" + id.text + "”不合规则", "id '" + id.text + "' is not ASCII snake_case"},
               {"只用小写英文字母、数字和下划线；中文写在label.zh列", "use a-z, 0-9 and '_'; Chinese belongs in label.zh"});
      return false;
    }
    const auto [first, fresh] = ids_.emplace(id.text, id.place);
    if (!fresh)
      complain(sources_, id, "E0404", {"编号“" + id.text + "”出现两次", "id '" + id.text + "' stands twice"},
               {"每行用自己的编号", "give every row its own id"},
               {"第一次在" + origin_of(sources_.files, first->second), "first at " + origin_of(sources_.files, first->second)});
    return fresh;
  }

  void read_row(const CsvRow& row, std::vector<Leaf>& leaves, RowSources& origins) {
    const Cell& id = header_.cell(row, "id");
    if (!check_id(id)) return;
    const std::string path = map_ + "." + id.text;
    Node entry;
    entry.type = Node::Type::map;
    entry.place = id.place;
    leaves.push_back({path, std::move(entry)});  // an entry may consist of its id only
    bool numbers = false;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string& column = rows_[0][i].text;
      if (row[i].text.empty() || column == "id" || contains(source_columns, column)) continue;
      const std::string& unit = rows_[1][i].text;
      if (!check_number(row[i], unit, sources_)) continue;
      numbers = numbers || !is_text_unit(unit);
      leaves.push_back({path + "." + column, scalar(row[i], unit)});
    }
    if (numbers || !header_.cell(row, "status").text.empty()) check_status(header_, row, sources_);
    origins.rows.push_back(source_of(header_, row));
  }

  const std::string& map_;
  const std::vector<CsvRow>& rows_;
  TableHeader header_;
  Sources& sources_;
  std::map<std::string, Place> ids_;
};

bool only_known_columns(const CsvRow& header, Sources& sources) {
  bool all = true;
  for (const Cell& column : header) {
    if (contains(value_columns, column.text)) continue;
    const sim::Message near = near_hint(column.text, value_columns);
    complain(sources, column, "E0403", {"未知的列“" + column.text + "”", "unknown column '" + column.text + "'"},
             near.empty() ? sim::Message{"请删去", "take it out"} : near, known_note("columns", value_columns));
    all = false;
  }
  return all;
}

void read_value_row(const TableHeader& header, const CsvRow& row, Sources& sources, std::vector<Leaf>& leaves, RowSources& origins) {
  const Cell& path = header.cell(row, "path");
  const Cell& value = header.cell(row, "value");
  const Cell& unit = header.cell(row, "unit");
  if (!is_path(path.text))
    return complain(sources, path, "E0407", {"“" + path.text + "”不是路径", "'" + path.text + "' is not a path"},
                    {"用“.”连接各键，如sites.county_landfill.capacity",
                     "join keys in ASCII snake_case by '.': sites.county_landfill.capacity"});
  if (value.text.empty())
    return complain(sources, value, "E0408", {"没有数值", "value missing"}, {"请写数值，或删去此行", "write a value, or take the row out"});
  check_status(header, row, sources);
  if (!check_unit(unit, sources) || !check_number(value, unit.text, sources)) return;
  check_limits(header, row, value, sources);
  const Cell &low = header.cell(row, "low"), &high = header.cell(row, "high");
  if (differ(low.text, high.text)) {  // a range, as columns rate.low, rate.mode and rate.high would give it
    leaves.push_back({path.text + ".low", scalar(low, unit.text)});
    leaves.push_back({path.text + ".mode", scalar(value, unit.text)});
    leaves.push_back({path.text + ".high", scalar(high, unit.text)});
  } else {
    leaves.push_back({path.text, scalar(value, unit.text)});
  }
  origins.rows.push_back(source_of(header, row));
  origins.rows.back().text_too = true;
}

}  // namespace

void read_values(const Sources::File& file, Sources& sources, std::vector<Leaf>& leaves, RowSources& origins) {
  const std::vector<CsvRow> rows = parse_csv(file.text, file.index, sources);
  if (rows.empty()) return;
  const TableHeader header(rows[0], sources);
  if (!only_known_columns(rows[0], sources) || !header.require(value_columns, sources)) return;
  for (std::size_t i = 1; i < rows.size(); ++i) read_value_row(header, rows[i], sources, leaves, origins);
}

void read_table(const std::string& map, const Sources::File& file, Sources& sources, std::vector<Leaf>& leaves, RowSources& origins) {
  const std::vector<CsvRow> rows = parse_csv(file.text, file.index, sources);
  if (rows.size() == 1)
    complain(sources, rows[0][0], "E0403", {"缺少单位行", "the row of units is missing"},
             {"在id下写unit，其余各列下写单位或留空", "write 'unit' below 'id' and a unit or nothing below the others"});
  if (rows.size() < 2) return;
  Table table(map, rows, sources);
  if (table.check_header()) table.read(leaves, origins);
}

}  // namespace waste
