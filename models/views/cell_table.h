// Rows of text whose cells may be numbers, for tables that exist as CSV first: the same as CSV and as a workbook.
#pragma once

#include <string>
#include <vector>

#include "models/scenario/label.h"
#include "models/views/sheet_forms.h"

namespace waste {

struct CellTable {
  struct Column {
    std::string key;  // the heading of CSV in English
    Label title;
  };
  std::string name;
  Label title;
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;
};

/// As CSV or as a workbook; cells that are numbers in full are numbers there, with six digits.
std::string in_format(const CellTable& table, Format format, const Style& style);

}  // namespace waste
