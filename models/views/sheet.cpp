#include "models/views/sheet.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "engine/base/error.h"

namespace waste {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

bool is_numeric(const SheetColumn& column) { return column.holds == Holds::number || column.holds == Holds::share; }

/// The largest number of a column.
double largest_of(const Sheet& sheet, std::size_t column) {
  double largest = 0;
  for (const auto& row : sheet.rows)
    if (const double value = number_in(row[column]); std::isfinite(value)) largest = std::max(largest, std::abs(value));
  return largest;
}

/// The largest number of a column, or of all that share its unit.
double largest_beside(const Sheet& sheet, std::size_t column) {
  double largest = largest_of(sheet, column);
  for (std::size_t i = 0; sheet.columns[column].joint && i < sheet.columns.size(); ++i)
    if (sheet.columns[i].joint) largest = std::max(largest, largest_of(sheet, i));
  return largest;
}

/// The largest number of a row in its own unit.
double largest_in(const Sheet& sheet, const std::vector<Cell>& row) {
  double largest = 0;
  for (std::size_t i = 0; i < row.size(); ++i)
    if (const double value = number_in(row[i]); sheet.columns[i].of_row && std::isfinite(value))
      largest = std::max(largest, std::abs(value));
  return largest;
}

}  // namespace

void Sheet::add(std::vector<Cell> cells, RowUnit unit) {
  SIM_ASSERT(cells.size() == columns.size());
  rows.push_back(std::move(cells));
  row_units.push_back(std::move(unit));
}

std::size_t Sheet::column(const std::string& key) const {
  const auto at = std::find_if(columns.begin(), columns.end(), [&](const SheetColumn& column) { return column.key == key; });
  SIM_ASSERT(at != columns.end());
  return static_cast<std::size_t>(at - columns.begin());
}

double number_in(const Cell& cell) {
  if (const auto* whole = std::get_if<std::int64_t>(&cell)) return static_cast<double>(*whole);
  if (const auto* real = std::get_if<double>(&cell)) return *real;
  return nan;
}

SheetUnits::SheetUnits(const Sheet& sheet, Language language) : sheet_(sheet), language_(language) {
  for (std::size_t i = 0; i < sheet.columns.size(); ++i)
    columns_.push_back(sheet.columns[i].unit.empty() ? ReadableUnit{}
                                                     : readable_unit(sheet.columns[i].unit, largest_beside(sheet, i), language));
  for (std::size_t i = 0; i < sheet.rows.size(); ++i) {
    const RowUnit& row = sheet.row_units[i];
    const double largest = row.largest > 0 ? row.largest : largest_in(sheet, sheet.rows[i]);
    rows_.push_back(row.unit.empty() ? ReadableUnit{} : readable_unit(row.unit, largest, language));
  }
}

std::string SheetUnits::heading(std::size_t column) const {
  const std::string& title = in(language_, sheet_.columns[column].title);
  return columns_[column].text.empty() ? title : title + " [" + columns_[column].text + "]";
}

std::string SheetUnits::key(std::size_t column) const {
  const std::string& key = sheet_.columns[column].key;
  return columns_[column].text.empty() ? key : key + " [" + columns_[column].text + "]";
}

double SheetUnits::shown(std::size_t row, std::size_t column) const {
  const double value = number_in(sheet_.rows[row][column]);
  return value * (sheet_.columns[column].of_row ? rows_[row].factor : columns_[column].factor);
}

namespace {

/// Positions of the values of a key in the order in which they first appear.
class Places {
 public:
  std::size_t of(const std::string& key) { return places_.emplace(key, places_.size()).first->second; }
  std::size_t size() const { return places_.size(); }

 private:
  std::map<std::string, std::size_t> places_;
};

std::string key_of(const std::vector<Cell>& row, const std::vector<std::size_t>& columns) {
  std::string key;
  for (const std::size_t i : columns) key += csv_text(row[i], Language::en) + '\n';
  return key;
}

}  // namespace

Sheet wide(const Sheet& sheet, const std::string& by, const std::string& value) {
  const std::size_t spread = sheet.column(by), number = sheet.column(value);
  Sheet result{sheet.name, sheet.title, {}, {}, {}, sheet.notes};
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < sheet.columns.size(); ++i)
    if (i != spread && !is_numeric(sheet.columns[i])) kept.push_back(i);
  for (const std::size_t i : kept) result.columns.push_back(sheet.columns[i]);
  Places rows, heads;
  for (std::size_t at = 0; at < sheet.rows.size(); ++at) {
    const auto& row = sheet.rows[at];
    const std::size_t place = rows.of(key_of(row, kept)), head = kept.size() + heads.of(csv_text(row[spread], Language::en));
    if (head == result.columns.size()) {
      SheetColumn column = sheet.columns[number];
      column.key = csv_text(row[spread], Language::en), column.title = {csv_text(row[spread], Language::zh), column.key};
      column.to_next = column.hidden = false;
      column.joint = true;
      result.columns.push_back(column);
    }
    if (place == result.rows.size()) {
      result.rows.emplace_back();
      for (const std::size_t i : kept) result.rows.back().push_back(row[i]);
      result.row_units.push_back(sheet.row_units[at]);
    }
    auto& cells = result.rows[place];
    cells.resize(std::max(cells.size(), head + 1));
    cells[head] = row[number];
  }
  for (auto& cells : result.rows) cells.resize(result.columns.size());
  return result;
}

}  // namespace waste
