// Tables of text: RFC 4180 (commas, double quotes, CRLF or LF), UTF-8, every cell with its position.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "models/scenario/scenario.h"
#include "models/scenario/sources.h"

namespace waste {

struct Cell {
  std::string text;  // blanks around it are gone unless it was quoted
  Place place;
};

using CsvRow = std::vector<Cell>;

/// All rows, the header first; every row as long as the header. Complains (E0401, E0402) and then answers the rows before
/// the first one that cannot be read; ragged rows are left out.
std::vector<CsvRow> parse_csv(std::string_view text, std::uint32_t file, Sources& sources);

}  // namespace waste
