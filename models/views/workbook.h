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

/// The bytes of the workbook, in the language asked; notes stand below each table. Throws sim::Error(io) where it cannot be made.
std::string workbook(const std::vector<Sheet>& sheets, const Style& style);

}  // namespace waste
