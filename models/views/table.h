// Text in columns for a terminal, where a Chinese character is two columns wide. Long cells are wrapped.
#pragma once

#include <string>
#include <vector>

namespace waste {

class Table {
 public:
  struct Column {
    std::string title;
    bool right = false;  // right-aligned, for numbers
    int widest = 40;     // longer cells are wrapped
  };
  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

  void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
  bool empty() const { return rows_.empty(); }
  std::string text(bool color) const;

 private:
  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

/// The text in lines of at most `columns`, wrapped at blanks or between Chinese characters.
std::vector<std::string> wrapped(const std::string& text, int columns);

/// One line of CSV, cells quoted where needed. Text that a spreadsheet would run as a formula gets an apostrophe in front.
std::string csv_line(const std::vector<std::string>& cells);

/// Byte order mark, without which Excel does not read a CSV file as UTF-8.
inline constexpr const char* byte_order_mark = "\xEF\xBB\xBF";

}  // namespace waste
