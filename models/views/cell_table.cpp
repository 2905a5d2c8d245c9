#include "models/views/cell_table.h"

#include <charconv>

namespace waste {
namespace {

Cell cell_of(const std::string& text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole_text = error == std::errc{} && end == text.data() + text.size();
  return whole_text ? Cell{number} : Cell{text};
}

bool has_numbers(const CellTable& table, std::size_t column) {
  bool any = false;
  for (const auto& row : table.rows) {
    if (row[column].empty()) continue;
    if (!std::holds_alternative<double>(cell_of(row[column]))) return false;
    any = true;
  }
  return any;
}

}  // namespace

std::string in_format(const CellTable& table, Format format, const Style& style) {
  Sheet sheet{table.name, table.title, {}, {}, {}, {}};
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    sheet.columns.push_back({table.columns[i].key, table.columns[i].title, has_numbers(table, i) ? Holds::number : Holds::text});
  for (const auto& row : table.rows) {
    std::vector<Cell> cells;
    for (std::size_t i = 0; i < row.size(); ++i)
      cells.push_back(sheet.columns[i].holds == Holds::number && !row[i].empty() ? cell_of(row[i]) : Cell{row[i]});
    sheet.add(std::move(cells));
  }
  return in_format(sheet, format, style);
}

}  // namespace waste
