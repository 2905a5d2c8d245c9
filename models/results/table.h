// A table of a results file, read back: any of them, whether this version has a literal for it or not.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/store/hdf5_file.h"
#include "models/outputs/output.h"

namespace waste {

struct TableColumn {
  ColumnInfo info;  // as the file has it; label, reference and `optional` from the literal
  sim::Shape shape;
  Cells cells;
};

struct ResultTable {
  std::string file;          // path, for messages
  std::string scenario;
  Label scenario_title;
  std::string name;
  Label title;               // empty where this version has no literal
  sim::Names rows;           // dimensions of a printed row
  std::vector<TableColumn> columns;

  bool empty() const { return columns.empty(); }  // the scenario has no such table
  const TableColumn* find(const std::string& column) const;  // nullptr: none

  /// The cells of a column that must be there with this type; refuses the file otherwise.
  template <class T>
  const std::vector<T>& cells(const std::string& column) const {
    const auto* values = std::get_if<std::vector<T>>(&of(column).cells);
    if (!values) refuse_type(column);
    return *values;
  }
  std::size_t length(const std::string& dim) const { return of(dim).shape.front(); }

 private:
  const TableColumn& of(const std::string& column) const;
  [[noreturn]] void refuse_type(const std::string& column) const;
};

/// Which part of a table is asked for.
struct TableSelection {
  std::optional<std::uint32_t> replica;  // its number; none: all
  bool without_replicas = false;         // columns on `replica` are left out
};

/// Without columns when the scenario has no such table. Throws sim::Error(results) for a column that is not what its dimensions
/// and its literal say.
ResultTable read_table(const sim::Hdf5Reader& file, const std::string& path, const std::string& scenario,
                       const std::string& name, const TableSelection& selection = {});

/// Of every scenario of a file; without columns where a scenario has no such table.
std::vector<ResultTable> read_tables(const std::string& path, const std::string& name, const TableSelection& selection = {});

/// Names of all tables of a scenario of a file, in the order of the file.
sim::Names table_names(const sim::Hdf5Reader& file, const std::string& scenario);

}  // namespace waste
