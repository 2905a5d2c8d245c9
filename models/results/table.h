// Any table of a results file, read back, whether or not this version has a literal for it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/store/hdf5_reader.h"
#include "models/outputs/output.h"

namespace waste {

struct TableColumn {
  ColumnInfo info;  // as in the file; label, reference and `optional` from the literal
  sim::Shape shape;
  Cells cells;
};

struct ResultTable {
  std::string file;          // path, for messages
  std::string scenario;
  Label scenario_title;
  std::string name;
  Label title;               // empty if this version has no literal
  sim::Names rows;           // dimensions of a printed row
  std::vector<TableColumn> columns;

  bool empty() const { return columns.empty(); }  // the scenario has no such table
  const TableColumn* find(const std::string& column) const;  // nullptr: none

  /// The cells of a column that must exist with this type; otherwise the file is rejected.
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

/// Selects a part of a table.
struct TableSelection {
  std::optional<std::uint32_t> replica;  // replica number; none: all
  bool without_replicas = false;         // columns on `replica` are left out
};

/// Returns no columns if the scenario has no such table. Throws sim::Error(results) for a column that does not match its
/// dimensions or its literal.
ResultTable read_table(const sim::Hdf5Reader& file, const std::string& path, const std::string& scenario, const std::string& name,
                       const TableSelection& selection = {});

/// The same for every scenario of a file; no columns where a scenario has no such table.
std::vector<ResultTable> read_tables(const std::string& path, const std::string& name, const TableSelection& selection = {});

/// Names of all tables of a scenario of a file, in file order.
sim::Names table_names(const sim::Hdf5Reader& file, const std::string& scenario);

}  // namespace waste
