// Prints any table of a results file: for people, as CSV and as JSON. Rows and column headings are defined by the literal of the
// table.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/store/hdf5_reader.h"
#include "models/views/sheet_forms.h"

namespace waste {

/// Throws sim::Error(usage) with the known names if no scenario of the file has the table. For people: only the first rows of one
/// replica.
std::string listing(const std::string& path, const std::string& table, std::optional<std::uint32_t> replica, Format format,
                    const Style& style);

/// Takes a text piece by piece.
using Sink = std::function<void(std::string_view)>;

/// The same for `sink`: a table as CSV or JSON is never in memory as a text. That a row names what is not there is found only when it
/// is reached, and ends the text.
void list_rows(const std::string& path, const std::string& table, std::optional<std::uint32_t> replica, Format format, const Style& style,
               const Sink& sink);

/// The same of a file that is open.
void list_rows(const sim::Hdf5Reader& file, const std::string& path, const std::string& table, std::optional<std::uint32_t> replica,
               Format format, const Style& style, const Sink& sink);

/// Chosen columns of a table, as CSV or as a workbook: under their keys in English, under their headings in Chinese. Numbers are rounded.
std::string chosen_columns(const std::string& path, const std::string& table, const sim::Names& dims, const std::vector<Shown>& columns,
                           Format format, const Style& style);

}  // namespace waste
