// The forms of a sheet: text for a terminal, CSV for a spreadsheet, JSON for programs, and a workbook (views/workbook.h).
#pragma once

#include <string>
#include <vector>

#include "models/views/sheet.h"

namespace waste {

enum class Format : std::uint8_t { table, csv, json, xlsx };

/// The names of the forms, the default first: "table", "csv", "json", "xlsx".
const std::vector<std::string>& format_names();
Format format_named(const std::string& name);

/// For a terminal. Rows beyond `most` are only counted.
std::string as_text(const Sheet& sheet, const Style& style, std::size_t most = 200);

/// For Excel and WPS: byte order mark, headings in Chinese under Chinese and keys otherwise, rounded numbers in the unit of the heading.
std::string as_csv(const Sheet& sheet, const Style& style);

/// For programs: {"schema_version", "table", "columns", "rows", "notes"}; full precision, units as stored.
std::string as_json(const Sheet& sheet);

/// In any of these forms.
std::string in_format(const Sheet& sheet, Format format, const Style& style);

}  // namespace waste
