#include "models/views/table.h"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "engine/base/utf8.h"
#include "models/views/style.h"

namespace waste {
namespace {

std::string blanks(int count) { return std::string(static_cast<std::size_t>(std::max(0, count)), ' '); }

std::string aligned(const std::string& text, int width, bool right) {
  const std::string fill = blanks(width - sim::display_width(text));
  return right ? fill + text : text + fill;
}

}  // namespace

std::vector<std::string> wrapped(const std::string& text, int columns) {
  std::vector<std::string> lines{""};
  std::string word;
  const auto flush = [&] {
    std::string& line = lines.back();
    const int width = sim::display_width(line), more = sim::display_width(word);
    if (width > 0 && width + more > columns) {
      while (!line.empty() && line.back() == ' ') line.pop_back();
      lines.push_back(word.front() == ' ' ? word.substr(1) : word);
    } else {
      line += word;
    }
    word.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const bool wide = sim::next_character(text, at) >= 0x2E80;
    if ((wide || text[begin] == ' ') && !word.empty()) flush();
    word += text.substr(begin, at - begin);
    if (wide) flush();
  }
  if (!word.empty()) flush();
  return lines;
}

std::string Table::text(bool color) const {
  std::vector<std::vector<std::vector<std::string>>> cells;  // [row][column][line]
  const auto lay_out = [&](const std::vector<std::string>& row) {
    auto& laid = cells.emplace_back();
    for (std::size_t i = 0; i < columns_.size(); ++i)
      laid.push_back(wrapped(i < row.size() ? sim::printable(row[i]) : "", columns_[i].widest));
  };
  std::vector<std::string> titles;
  for (const Column& column : columns_) titles.push_back(column.title);
  lay_out(titles);
  for (const auto& row : rows_) lay_out(row);

  std::vector<int> width(columns_.size(), 0);
  for (const auto& row : cells)
    for (std::size_t i = 0; i < row.size(); ++i)
      for (const auto& line : row[i]) width[i] = std::max(width[i], sim::display_width(line));

  std::string result;
  for (std::size_t r = 0; r < cells.size(); ++r) {
    std::size_t height = 1;
    for (const auto& cell : cells[r]) height = std::max(height, cell.size());
    for (std::size_t k = 0; k < height; ++k) {
      std::string line;
      for (std::size_t i = 0; i < columns_.size(); ++i)
        line += (i > 0 ? "  " : "") + aligned(k < cells[r][i].size() ? cells[r][i][k] : "", width[i], columns_[i].right);
      line.erase(line.find_last_not_of(' ') + 1);
      result += (r == 0 ? painted(line, Paint::bold, color) : line) + "\n";
    }
  }
  return result;
}

namespace {

/// A spreadsheet runs a cell that begins like this, unless it is a number.
bool runs_as_formula(const std::string& cell) {
  if (cell.empty() || std::string_view("=+-@\t\r").find(cell.front()) == std::string_view::npos) return false;
  double number = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
  return error != std::errc{} || end != cell.data() + cell.size();
}

std::string csv_cell(const std::string& text) {
  const std::string cell = (runs_as_formula(text) ? "'" : "") + text;
  if (cell.find_first_of(",\"\n\r") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + '"';
}

}  // namespace

std::string csv_line(const std::vector<std::string>& cells) {
  std::string line;
  for (const std::string& cell : cells) line += (&cell == &cells.front() ? "" : ",") + csv_cell(cell);
  return line + "\n";
}

}  // namespace waste
