// The header of a table: its columns by name.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/scenario/csv.h"

namespace waste {

/// An error at a cell, as long as its text.
void complain(Sources& sources, const Cell& cell, const char* code, const sim::Message& message, const sim::Message& hint,
              const sim::Message& note = {});

class TableHeader {
 public:
  /// Reports duplicate names (E0403).
  TableHeader(const CsvRow& row, Sources& sources);

  /// False, with an error each, if one of the columns is missing (E0403).
  bool require(const std::vector<std::string>& names, Sources& sources) const;
  std::optional<std::size_t> find(const std::string& name) const;
  /// The cell of a row below a column; an empty one if there is no such column.
  const Cell& cell(const CsvRow& row, const std::string& name) const;

 private:
  Cell first_;
  std::map<std::string, std::size_t> columns_;
};

}  // namespace waste
