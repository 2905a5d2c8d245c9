#include "models/scenario/csv.h"

#include <algorithm>

#include "engine/base/utf8.h"
#include "models/scenario/foreign_text.h"

namespace waste {
namespace {

class Reader {
 public:
  Reader(std::string_view text, std::uint32_t file, Sources& sources) : text_(text), sources_(sources), here_{file, 1, 1} {}

  bool done() const { return at_ >= text_.size(); }

  /// False if a quote makes the rest of the file unreadable.
  bool row(CsvRow& cells) {
    cells.clear();
    for (;;) {
      Cell cell{"", here_};
      if (!(peek() == '"' ? quoted(cell) : plain(cell))) return false;
      cells.push_back(std::move(cell));
      if (peek() != ',') break;
      next();
    }
    if (peek() == '\r') next();
    if (!done()) next();  // the line feed
    return true;
  }

 private:
  char peek() const { return done() ? '\n' : text_[at_]; }

  void next() {
    const bool line_end = text_[at_] == '\n';
    sim::next_character(text_, at_);
    here_.column = line_end ? 1 : here_.column + 1;
    here_.line += line_end ? 1 : 0;
  }

  bool ends_cell() const {
    return peek() == ',' || peek() == '\n' || (peek() == '\r' && (at_ + 1 >= text_.size() || text_[at_ + 1] == '\n'));
  }

  bool plain(Cell& cell) {
    const std::size_t begin = at_;
    while (!ends_cell()) {
      if (peek() == '"')
        return complain(here_, {"单元格中间有引号", "a quote inside a cell"},
                        {"整个单元格用引号括起，其中的引号写两次：\"a \"\"b\"\"\"",
                         "put the whole cell in quotes and double those inside: \"a \"\"b\"\"\""});
      next();
    }
    cell.text = std::string(sim::trim(text_.substr(begin, at_ - begin)));
    return true;
  }

  bool quoted(Cell& cell) {
    next();
    for (;;) {
      if (done()) return complain(cell.place, {"引号没有配对", "a quote that is never closed"}, {"请补上“\"”", "close it with '\"'"});
      const std::size_t begin = at_;
      const bool quote = peek() == '"';
      next();
      if (!quote) {
        cell.text += text_.substr(begin, at_ - begin);
      } else if (peek() == '"' && !done()) {
        cell.text += '"';
        next();
      } else {
        break;
      }
    }
    return ends_cell() || complain(here_, {"引号之后还有文字", "text behind a closing quote"},
                                   {"单元格到引号为止，其后是逗号或换行", "a cell ends at its quote; a comma or a new line follows"});
  }

  bool complain(Place place, const sim::Message& message, const sim::Message& hint) {
    sources_.complain(place, "E0401", message, hint);
    return false;
  }

  std::string_view text_;
  Sources& sources_;
  Place here_;
  std::size_t at_ = 0;
};

std::string count_of(std::size_t cells) { return std::to_string(cells) + (cells == 1 ? " cell" : " cells"); }

bool is_empty(const Cell& cell) { return cell.text.empty(); }

/// "5 to 7", or "5" alone.
sim::Message span(std::size_t first, std::size_t last) {
  if (first == last) return {std::to_string(first), std::to_string(first)};
  return {std::to_string(first) + "至" + std::to_string(last), std::to_string(first) + " to " + std::to_string(last)};
}

/// Builds the table from the rows of one file, and reports the first row of each thing that is wrong with its shape.
class TableShape {
 public:
  explicit TableShape(Sources& sources) : sources_(sources) {}

  /// False when no more rows are wanted.
  bool add(CsvRow row) {
    cells_ += row.size();
    if (cells_ > max_cells) {
      rows_.clear();  // a part of the table would only cause errors about what is missing
      sources_.complain(row.front().place, "E0208", {"单元格超过300000个", "more than 300000 cells"}, {"请拆分表格", "split the table"});
      return false;
    }
    for (const Cell& cell : row)
      if (const auto left = spreadsheet_leftover(cell.text)) sources_.complain(cell.place, left->code, left->message, left->hint);
    const bool empty = std::all_of(row.begin(), row.end(), is_empty);
    if (!empty) report_empty_rows();
    if (empty) note_empty(row);
    else if (rows_.empty() || row.size() == rows_.front().size()) rows_.push_back(std::move(row));
    else complain_width(row);
    return true;
  }

  std::vector<CsvRow> take() {
    report_empty_rows();
    return named_columns() ? std::move(rows_) : std::vector<CsvRow>{};
  }

 private:
  void note_empty(const CsvRow& row) {
    if (first_empty_.line == 0) first_empty_ = row.front().place;
    last_empty_ = row.front().place;
  }

  void report_empty_rows() {
    if (first_empty_.line == 0) return;
    const auto [zh, en] = span(static_cast<std::size_t>(first_empty_.line), static_cast<std::size_t>(last_empty_.line));
    const bool one = first_empty_.line == last_empty_.line;
    sources_.complain(first_empty_, "E0410", {"第" + zh + "行是空行", (one ? "row " : "rows ") + en + (one ? " is empty" : " are empty")},
                      {"在 Excel 或 WPS 表格中选中这些行，右键“删除”（不是“清除内容”）后另存",
                       "delete the whole rows in Excel or WPS ('Delete', not 'Clear contents') and save again"});
    first_empty_ = {};
  }

  void complain_width(const CsvRow& row) {
    const std::size_t width = rows_.front().size();
    const std::string comma = row.size() > width ? decimal_comma(row) : "";
    if (!comma.empty())
      return sources_.complain(comma_at_, "E0412",
                               {"“" + comma + "”用逗号作小数点，被读成两个单元格",
                                "'" + comma + "' is written with a decimal comma and makes two cells"},
                               {"请用句点作小数点；在 Windows“区域”设置中把“小数点”改为“.”后另存",
                                "write a decimal point; set it in the regional settings of Windows and save again"});
    sources_.complain(row.front().place, "E0402",
                      {"此行有" + std::to_string(row.size()) + "个单元格，表头有" + std::to_string(width) + "个",
                       "the row has " + count_of(row.size()) + ", the header " + std::to_string(width)},
                      {"每列一个单元格；含逗号的单元格用双引号括起", "give every row one cell per column; quote cells that hold commas"});
  }

  /// Two neighbouring cells of digits in a row that is too long.
  std::string decimal_comma(const CsvRow& row) {
    const auto digits = [](std::string_view text) { return !text.empty() && text.find_first_not_of("0123456789") == text.npos; };
    for (std::size_t i = 0; i + 1 < row.size(); ++i) {
      const std::string& whole = row[i].text;
      if (!digits(std::string_view(whole).substr(whole.starts_with('-') ? 1 : 0)) || !digits(row[i + 1].text)) continue;
      comma_at_ = row[i].place;
      return sim::shortened(whole, 20) + "," + sim::shortened(row[i + 1].text, 20);
    }
    return "";
  }

  /// Spreadsheets keep columns that once held something.
  bool named_columns() const {
    if (rows_.empty()) return true;
    const CsvRow& header = rows_.front();
    const auto first = std::find_if(header.begin(), header.end(), is_empty);
    if (first == header.end()) return true;
    const auto last = std::find_if_not(first, header.end(), is_empty);
    const auto begin = static_cast<std::size_t>(first - header.begin()), end = static_cast<std::size_t>(last - header.begin());
    const bool empty = std::all_of(rows_.begin(), rows_.end(), [&](const CsvRow& row) {
      return std::all_of(row.begin() + static_cast<std::ptrdiff_t>(begin), row.begin() + static_cast<std::ptrdiff_t>(end), is_empty);
    });
    const auto [zh, en] = span(begin + 1, end);
    const std::string columns = end - begin == 1 ? "column " + en : "columns " + en;
    sources_.complain(first->place, "E0411",
                      empty ? sim::Message{"第" + zh + "列是空列", columns + (end - begin == 1 ? " is empty" : " are empty")}
                            : sim::Message{"第" + zh + "列没有列名", columns + (end - begin == 1 ? " has no name" : " have no name")},
                      empty ? sim::Message{"在 Excel 或 WPS 表格中选中这些列，右键“删除”后另存",
                                           "delete the whole columns in Excel or WPS and save again"}
                            : sim::Message{"请在表头中写列名，或删去此列", "give it a name in the header row, or delete it"});
    return false;
  }

  static constexpr std::size_t max_cells = 300'000;
  Sources& sources_;
  std::vector<CsvRow> rows_;
  std::size_t cells_ = 0;
  Place first_empty_, last_empty_;  // of the empty rows not yet reported; line 0: none
  Place comma_at_;
};

}  // namespace

std::vector<CsvRow> parse_csv(std::string_view text, std::uint32_t file, Sources& sources) {
  if (const auto other = other_separator(text)) {
    const auto column = static_cast<std::int32_t>(sim::count_characters(text.substr(0, other->byte)) + 1);
    sources.complain({file, 1, column}, other->code, other->message, other->hint);
    return {};
  }
  TableShape shape(sources);
  Reader reader(text, file, sources);
  CsvRow row;
  bool any = false, readable = true;
  while (!reader.done() && (readable = reader.row(row))) {
    const bool last_line_end = reader.done() && row.size() == 1 && row.front().text.empty();
    if (last_line_end) break;
    any = true;
    if (!shape.add(std::move(row))) break;
  }
  if (!any && readable)
    sources.complain({file, 1, 1}, "E0403", {"表是空的", "the table is empty"}, {"第一行应为表头", "begin it with a header row"});
  return shape.take();
}

}  // namespace waste
