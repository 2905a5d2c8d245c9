// What Excel, WPS, Word and other programs leave in files that should be plain UTF-8 text. Each finding has its own sentence in
// Chinese and English, and says what to do in the program that made it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/message.h"

namespace waste {

struct ForeignText {
  std::size_t byte = 0;  // where it begins
  std::string code;
  sim::Message message, hint;
};

/// A workbook, a document or a text in another encoding; nothing if the bytes are UTF-8 text. `table`: it should be a CSV table.
std::optional<ForeignText> not_utf8_text(std::string_view bytes, bool table);

/// Line ends of old Macs, and characters that cannot be seen: the first of each sort, with the number of the others.
std::vector<ForeignText> unseen_characters(std::string_view text, bool table);

/// Something other than commas between the columns of a table, judged by its first line.
std::optional<ForeignText> other_separator(std::string_view text);

/// What a spreadsheet shows in place of a value: "#REF!", or a formula.
std::optional<ForeignText> spreadsheet_leftover(std::string_view cell);

}  // namespace waste
