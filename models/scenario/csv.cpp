#include "models/scenario/csv.h"

#include "engine/base/utf8.h"

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
        return complain(here_, "a quote inside a cell", "put the whole cell in quotes and double those inside: \"a \"\"b\"\"\"");
      next();
    }
    cell.text = std::string(sim::trim(text_.substr(begin, at_ - begin)));
    return true;
  }

  bool quoted(Cell& cell) {
    next();
    for (;;) {
      if (done()) return complain(cell.place, "a quote that is never closed", "close it with '\"'");
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
    return ends_cell() || complain(here_, "text behind a closing quote", "a cell ends at its quote; a comma or a new line follows");
  }

  bool complain(Place place, const char* message, const char* hint) {
    sources_.complain(place, "E0401", message, hint);
    return false;
  }

  std::string_view text_;
  Sources& sources_;
  Place here_;
  std::size_t at_ = 0;
};

std::string count_of(std::size_t cells) { return std::to_string(cells) + (cells == 1 ? " cell" : " cells"); }

}  // namespace

std::vector<CsvRow> parse_csv(std::string_view text, std::uint32_t file, Sources& sources) {
  std::vector<CsvRow> rows;
  Reader reader(text, file, sources);
  std::size_t width = 0;
  CsvRow row;
  while (!reader.done() && reader.row(row)) {
    if (width == 0) width = row.size();
    const bool blank = row.size() == 1 && row[0].text.empty();
    if (blank && reader.done()) break;
    if (row.size() == width) {
      rows.push_back(std::move(row));
    } else {
      sources.complain(row.front().place, "E0402", "the row has " + count_of(row.size()) + ", the header " + std::to_string(width),
                       "give every row one cell per column; quote cells that hold commas");
    }
  }
  if (rows.empty() && width == 0) sources.complain({file, 1, 1}, "E0403", "the table is empty", "begin it with a header row");
  return rows;
}

}  // namespace waste
