// A table for people, whatever they read it with: columns with headings in both languages and units, and cells that are still numbers.
// Text, CSV, JSON and workbooks are made from this one value, so that they cannot disagree.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "models/views/table_rows.h"

namespace waste {

enum class Holds : std::uint8_t {
  text,
  whole,   // a number that names something: of an indicator, a year
  number,  // in the unit of the column or of the row
  share,   // 0 ... 1, read as a percentage
  date,    // text such as 2024-03-31
  unit,    // the unit of the row, as people write it; its cells stay empty
};

struct SheetColumn {
  std::string key;        // in JSON, and in CSV in English
  Label title;
  Holds holds = Holds::text;
  std::string unit = {};  // of its numbers, as stored: "g"; empty: none
  bool of_row = false;    // the unit is that of the row instead
  bool to_next = false;   // with the next column the ends of a range, which stand together in text
  bool hidden = false;    // not in text
  bool sign = false;      // text shows a plus
  int widest = 40;        // in text
  bool joint = false;     // in one unit with the other columns that are
};

/// The unit of a row, as stored, and the largest number that stands in it there or in rows to be read beside it.
struct RowUnit {
  std::string unit;    // empty: none
  double largest = 0;  // 0: that of the row
};

/// row_of("plan", 3.5): these cells.
template <class... T>
std::vector<Cell> row_of(T&&... each) {
  std::vector<Cell> cells;
  cells.reserve(sizeof...(each));
  (cells.emplace_back(std::forward<T>(each)), ...);
  return cells;
}

struct Sheet {
  std::string name;       // a word, for JSON: "side_by_side"
  Label title;            // of a sheet of a workbook, and above the table
  std::vector<SheetColumn> columns;
  std::vector<std::vector<Cell>> rows = {};
  std::vector<RowUnit> row_units;      // [row]
  std::vector<Label> notes;            // one paragraph each, below the table
  int year = 0;                        // that all of it is of; 0: its rows tell
  bool exact = false;                  // numbers with all their digits, in CSV and workbooks

  void add(std::vector<Cell> cells, RowUnit unit = {});
  template <class... T>
  void put(RowUnit unit, T&&... each) {
    add(row_of(std::forward<T>(each)...), std::move(unit));
  }
  std::size_t column(const std::string& key) const;  // the column must exist
};

/// What the numbers of a column are shown in: the factor for each row, and the heading.
class SheetUnits {
 public:
  SheetUnits(const Sheet& sheet, Language language);

  std::string heading(std::size_t column) const;  // "数量 [万吨]"
  std::string key(std::size_t column) const;      // "mass [kt]"
  double shown(std::size_t row, std::size_t column) const;  // the number of a cell; NaN if it has none
  const std::string& of_row(std::size_t row) const { return rows_[row].text; }

 private:
  const Sheet& sheet_;
  Language language_;
  std::vector<ReadableUnit> columns_, rows_;
};

/// The number of a cell; NaN if it holds none.
double number_in(const Cell& cell);

/// One column less and one for each of its values more: years or months side by side, with the numbers of column `value`. Other
/// columns of numbers and shares are left out. In the order in which the values first appear.
Sheet wide(const Sheet& sheet, const std::string& by, const std::string& value);

}  // namespace waste
