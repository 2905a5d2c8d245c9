// CSV tables: RFC 4180 (commas, double quotes, CRLF or LF), UTF-8, every cell with its position.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "models/scenario/scenario.h"
#include "models/scenario/sources.h"

namespace waste {

struct Cell {
  std::string text;  // trimmed unless quoted
  Place place;
};

using CsvRow = std::vector<Cell>;

/// All rows, header first, each as long as the header. On errors (E0401, E0402) returns the rows before the first unreadable one;
/// ragged rows are left out.
std::vector<CsvRow> parse_csv(std::string_view text, std::uint32_t file, Sources& sources);

}  // namespace waste
