// Prints any table of a results file: for people, as CSV and as JSON. Rows and column headings are defined by the literal of the
// table.
#pragma once

#include <string>
#include <vector>

#include "models/views/table_rows.h"

namespace waste {

enum class Format { table, csv, json };
inline Format format_named(const std::string& name) { return name == "csv" ? Format::csv : name == "json" ? Format::json : Format::table; }

/// Throws sim::Error(usage) with the known names if no scenario of the file has the table. For people: only the first rows of one
/// replica.
std::string listing(const std::string& path, const std::string& table, std::optional<std::uint32_t> replica, Format format,
                    const Style& style);

/// Chosen columns of a table as CSV, under their keys.
std::string chosen_as_csv(const std::string& path, const std::string& table, const sim::Names& dims, const std::vector<Shown>& columns,
                          const Style& style);

}  // namespace waste
