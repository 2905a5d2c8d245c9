// The rows of a table of a results file, cell by cell: a column on fewer dimensions than the row is repeated in each.
#pragma once

#include <map>
#include <string>
#include <variant>
#include <vector>

#include "models/results/table.h"
#include "models/views/json.h"
#include "models/views/style.h"

namespace waste {

/// One cell: nothing, text, a whole number, a number, or text in both languages.
using Cell = std::variant<std::monostate, std::string, std::int64_t, double, Label>;

/// Index of a row on each of its dimensions.
using Position = std::vector<std::size_t>;

class TableRows {
 public:
  /// `file` supplies the tables that positions refer to.
  TableRows(const sim::Hdf5Reader& file, ResultTable table, sim::Names dims);

  const ResultTable& table() const { return table_; }
  const sim::Names& dims() const { return dims_; }
  std::size_t size() const;

  /// Calls `visit` with each position, the last dimension fastest, until it returns false.
  template <class Visit>
  void each(Visit visit) const {
    Position at(dims_.size());
    if (size() == 0) return;
    while (visit(static_cast<const Position&>(at)) && next(at)) {
    }
  }

  /// `name` is a column, "label" the text in both languages, "site.label" or "of_kind.own_unit" the same for the object that a
  /// position refers to; a position is shown as the id of that object, and days as a date.
  Cell cell(const std::string& name, const Position& at) const;

  /// The unit of a cell, from its column or its row.
  std::string unit(const TableColumn& column, const Position& at) const;

 private:
  bool next(Position& at) const;
  std::vector<std::size_t> along(const TableColumn& column, const Position& at) const;
  Cell referred(const TableColumn& column, const Position& at, const std::string& member) const;

  ResultTable table_;
  sim::Names dims_;
  std::map<std::string, ResultTable> related_;  // [coordinate that positions refer to]
};

/// The unit of a column as people write it; empty: none, or it varies by row.
std::string unit_of(const ColumnInfo& info);

/// A cell for programs: numbers with full precision, empty for NaN.
std::string csv_text(const Cell& cell, Language language);
/// A cell for people: quantities in readable units.
std::string people_text(const Cell& cell, const std::string& unit, Language language);
void write_cell(Json& json, const Cell& cell);

/// A displayed column: its key in CSV and JSON, and its cells, as TableRows::cell names them.
struct Shown {
  std::string key, cell;
};

/// All columns that fit the rows, those that identify the row first.
std::vector<Shown> columns_of(const TableRows& rows);

/// One object per row, with a member for each column.
void write_row(Json& json, const TableRows& rows, const std::vector<Shown>& columns, const Position& at);

/// Whether numbers of a column are days since a date, and shown as dates.
bool is_date(const ColumnInfo& info);

}  // namespace waste
