// Sheets as one workbook (.xlsx) for Excel, WPS and LibreOffice. The only file that uses libxlsxwriter.
//
// Numbers, shares and dates are cells of that type, headings stay in sight, and nothing is a formula. The same sheets give the same
// bytes: the date of creation is fixed.
#pragma once

#include <string>
#include <vector>

#include "models/views/sheet.h"

namespace waste {

/// Of one sheet, less room for a heading and notes.
inline constexpr std::size_t most_rows_of_workbook = 1'048'000;

/// A native line chart of rows of a sheet, one line each, below its table.
struct SheetChart {
  std::string sheet;              // name of the sheet
  Label title;
  std::vector<std::size_t> rows;
  std::size_t name = 0;           // column of the names of the lines
  std::size_t first = 0, last = 0;  // columns of the values; their headings stand at the axis
};

/// The bytes of the workbook, in the language asked; notes stand below each table. Throws sim::Error(io) where it cannot be made.
std::string workbook(const std::vector<Sheet>& sheets, const Style& style, const std::vector<SheetChart>& charts = {});

}  // namespace waste
