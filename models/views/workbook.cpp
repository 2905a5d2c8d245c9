#include "models/views/workbook.h"

#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "engine/base/error.h"
#include "engine/base/time.h"
#include "engine/base/utf8.h"

namespace waste {
namespace {

constexpr std::size_t longest_name = 31;      // of a sheet, a limit of the format
constexpr std::size_t longest_text = 32'767;  // of a cell, the same
constexpr std::size_t most_rows = 1'048'000;  // the same, less room for notes
constexpr std::time_t created = 946'684'800;  // 2000-01-01, so that bytes do not depend on the day

/// An empty file of one's own, gone at the end: the library writes to a path.
class TemporaryFile {
 public:
  TemporaryFile() : path_((std::filesystem::temp_directory_path() / "wufei-XXXXXX").string()) {
    const int descriptor = ::mkstemp(path_.data());
    if (descriptor < 0)
      throw sim::Error(sim::Exit::io, {"无法建立临时文件“" + path_ + "”；请把 TMPDIR 设为有空间的文件夹",
                                       "cannot make a temporary file '" + path_ + "'; set TMPDIR to a folder with room"});
    ::close(descriptor);
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() { ::unlink(path_.c_str()); }

  const std::string& path() const { return path_; }
  std::string bytes() const {
    std::ifstream file(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

 private:
  std::string path_;
};

struct Formats {
  lxw_format *head, *date, *share, *note;
};

Formats formats_of(lxw_workbook* book) {
  Formats formats{workbook_add_format(book), workbook_add_format(book), workbook_add_format(book), workbook_add_format(book)};
  format_set_bold(formats.head);
  format_set_text_wrap(formats.head);
  format_set_bottom(formats.head, LXW_BORDER_THIN);
  format_set_align(formats.head, LXW_ALIGN_VERTICAL_TOP);
  format_set_num_format(formats.date, "yyyy-mm-dd");
  format_set_num_format(formats.share, "0.0%");
  format_set_italic(formats.note);
  return formats;
}

/// The text in full, without characters that no cell may hold.
std::string cell_text(const std::string& text) { return sim::shortened(sim::printable(text), longest_text / 4); }

lxw_datetime date_of(sim::Time time) {
  const std::string text = sim::to_string(time);
  lxw_datetime date{};
  std::sscanf(text.c_str(), "%d-%d-%d", &date.year, &date.month, &date.day);
  return date;
}

/// One sheet as it is written.
class Page {
 public:
  Page(lxw_worksheet* page, const Sheet& sheet, const Formats& formats, const Style& style)
      : page_(page), sheet_(sheet), formats_(formats), style_(style), units_(sheet, style.language) {}

  void write() {
    write_heads();
    const std::size_t rows = std::min(sheet_.rows.size(), most_rows_of_workbook);
    for (std::size_t row = 0; row < rows; ++row)
      for (std::size_t column = 0; column < sheet_.columns.size(); ++column) write_cell(row, column);
    for (std::size_t i = 0; i < sheet_.notes.size(); ++i)
      worksheet_write_string(page_, static_cast<lxw_row_t>(rows + 2 + i), 0, cell_text(style_.say(sheet_.notes[i])).c_str(), formats_.note);
    set_widths();
    if (rows > 0) worksheet_autofilter(page_, 0, 0, static_cast<lxw_row_t>(rows), static_cast<lxw_col_t>(sheet_.columns.size() - 1));
  }

 private:
  void write_heads() {
    for (std::size_t column = 0; column < sheet_.columns.size(); ++column)
      worksheet_write_string(page_, 0, static_cast<lxw_col_t>(column), cell_text(units_.heading(column)).c_str(), formats_.head);
    worksheet_freeze_panes(page_, 1, 0);
  }

  void write_cell(std::size_t at_row, std::size_t at_column) {
    const auto row = static_cast<lxw_row_t>(at_row + 1);
    const auto column = static_cast<lxw_col_t>(at_column);
    const SheetColumn& kind = sheet_.columns[at_column];
    if (kind.holds == Holds::number || kind.holds == Holds::share || kind.holds == Holds::whole) {
      const double value = units_.shown(at_row, at_column);
      if (!std::isfinite(value)) return;
      worksheet_write_number(page_, row, column, sheet_.exact ? value : rounded(value),
                             kind.holds == Holds::share ? formats_.share : nullptr);
      return;
    }
    const std::string text = text_of(at_row, at_column);
    const auto date = kind.holds == Holds::date ? sim::parse_time(text) : std::nullopt;
    if (date) {
      lxw_datetime day = date_of(*date);
      worksheet_write_datetime(page_, row, column, &day, formats_.date);
    } else if (!text.empty()) {
      worksheet_write_string(page_, row, column, cell_text(text).c_str(), nullptr);
    }
  }

  std::string text_of(std::size_t row, std::size_t column) const {
    return sheet_.columns[column].holds == Holds::unit ? units_.of_row(row) : csv_text(sheet_.rows[row][column], style_.language);
  }

  /// As wide as the heading and what stands in the first rows, within what fits a screen.
  void set_widths() {
    for (std::size_t column = 0; column < sheet_.columns.size(); ++column) {
      int width = std::min(18, sim::display_width(units_.heading(column)));
      for (std::size_t row = 0; row < std::min<std::size_t>(sheet_.rows.size(), 100); ++row)
        if (std::isnan(number_in(sheet_.rows[row][column])))
          width = std::max(width, std::min(sheet_.columns[column].widest, sim::display_width(text_of(row, column))));
      const auto at = static_cast<lxw_col_t>(column);
      worksheet_set_column(page_, at, at, std::max(9, width + 2), nullptr);
    }
  }

  lxw_worksheet* page_;
  const Sheet& sheet_;
  const Formats& formats_;
  const Style& style_;
  SheetUnits units_;
};

/// Below the table and its notes.
void draw(lxw_workbook* book, lxw_worksheet* page, const std::string& name, const Sheet& sheet, const SheetChart& wanted,
          const Style& style) {
  lxw_chart* chart = workbook_add_chart(book, LXW_CHART_LINE);
  if (!chart) return;
  chart_title_set_name(chart, cell_text(style.say(wanted.title)).c_str());
  const auto first = static_cast<lxw_col_t>(wanted.first), last = static_cast<lxw_col_t>(wanted.last);
  for (const std::size_t at : wanted.rows) {
    const auto row = static_cast<lxw_row_t>(at + 1);
    lxw_chart_series* series = chart_add_series(chart, nullptr, nullptr);
    chart_series_set_categories(series, name.c_str(), 0, first, 0, last);
    chart_series_set_values(series, name.c_str(), row, first, row, last);
    chart_series_set_name_range(series, name.c_str(), row, static_cast<lxw_col_t>(wanted.name));
  }
  lxw_chart_options options{};
  options.x_scale = 2, options.y_scale = 1.5;
  const std::size_t below = std::min(sheet.rows.size(), most_rows_of_workbook) + sheet.notes.size() + 4;
  worksheet_insert_chart_opt(page, static_cast<lxw_row_t>(below), 0, chart, &options);
}

/// A name that the format allows, and that no other sheet has.
std::string name_of(const Sheet& sheet, const Style& style, std::set<std::string>& taken) {
  std::string name;
  for (const char c : sim::printable(style.say(sheet.title))) name += std::string("[]:*?/\\'").find(c) == std::string::npos ? c : ' ';
  name = sim::shortened(name, longest_name - 3);
  const std::string stem = name;
  for (int i = 2; !taken.insert(name).second; ++i) name = stem + " " + std::to_string(i);
  return name;
}

}  // namespace

std::string workbook(const std::vector<Sheet>& sheets, const Style& style, const std::vector<SheetChart>& charts) {
  const TemporaryFile file;
  lxw_workbook* book = workbook_new(file.path().c_str());
  if (!book) throw sim::Error(sim::Exit::resource, {"内存不足，无法生成工作簿", "no memory for a workbook"});
  lxw_doc_properties properties{};
  properties.created = created;
  workbook_set_properties(book, &properties);
  const Formats formats = formats_of(book);
  std::set<std::string> taken;
  for (const Sheet& sheet : sheets) {
    const std::string name = name_of(sheet, style, taken);
    lxw_worksheet* page = workbook_add_worksheet(book, name.c_str());
    if (!page) continue;
    Page(page, sheet, formats, style).write();
    for (const SheetChart& chart : charts)
      if (chart.sheet == sheet.name) draw(book, page, name, sheet, chart, style);
  }
  if (const lxw_error error = workbook_close(book); error != LXW_NO_ERROR)
    throw sim::Error(sim::Exit::io, {std::string("无法写出工作簿：") + lxw_strerror(error),
                                     std::string("cannot write the workbook: ") + lxw_strerror(error)});
  return file.bytes();
}

}  // namespace waste
