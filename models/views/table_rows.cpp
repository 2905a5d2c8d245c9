#include "models/views/table_rows.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>

#include "engine/base/time.h"
#include "models/results/layout.h"
#include "models/views/format.h"

namespace waste {
namespace {

/// The reference date of a number of days, if the unit gives one.
std::optional<sim::Time> origin_of(const ColumnInfo& info) {
  if (!info.unit.udunits.starts_with(days_since)) return {};
  return sim::parse_time(info.unit.udunits.substr(std::string(days_since).size()));
}

/// The two columns (zh, en) behind a text given without language, or nothing.
std::optional<std::pair<std::string, std::string>> bilingual(const ResultTable& table) {
  for (const std::string name : {"label", "name"})
    if (table.find(name + "_zh") && table.find(name + "_en")) return std::pair{name + "_zh", name + "_en"};
  return {};
}

std::size_t offset(const TableColumn& column, const std::vector<std::size_t>& along) {
  std::size_t at = 0;
  for (std::size_t axis = 0; axis < along.size(); ++axis) at = at * column.shape[axis] + along[axis];
  return at;
}

Cell raw_cell(const TableColumn& column, const std::vector<std::size_t>& along) {
  const std::size_t at = offset(column, along);
  return std::visit(
      [&]<class T>(const std::vector<T>& cells) -> Cell {
        if constexpr (std::is_same_v<T, std::int32_t>) return static_cast<std::int64_t>(cells[at]);
        else return cells[at];
      },
      column.cells);
}

Cell value_of(const TableColumn& column, const std::vector<std::size_t>& along) {
  const Cell cell = raw_cell(column, along);
  const auto origin = origin_of(column.info);
  if (!origin || std::holds_alternative<std::string>(cell)) return cell;
  const double days = std::holds_alternative<double>(cell) ? std::get<double>(cell) : static_cast<double>(std::get<std::int64_t>(cell));
  if (!std::isfinite(days) || std::abs(days) > 1e6) return {};
  return sim::to_string(*origin + sim::Days{static_cast<int>(days)});
}

std::string text_at(const ResultTable& table, const std::string& column, const std::vector<std::size_t>& along) {
  return table.cells<std::string>(column)[offset(*table.find(column), along)];
}

/// `along` says where the row lies in a column.
template <class Along>
Cell label_at(const ResultTable& table, const Along& along) {
  const auto names = bilingual(table);
  if (!names) return {};
  return Label{text_at(table, names->first, along(*table.find(names->first))),
               text_at(table, names->second, along(*table.find(names->second)))};
}

bool fits(const TableColumn& column, const sim::Names& dims) {
  return std::all_of(column.info.dims.begin(), column.info.dims.end(),
                     [&](const std::string& dim) { return std::find(dims.begin(), dims.end(), dim) != dims.end(); });
}

[[noreturn]] void refuse_column(const ResultTable& table, const std::string& column, const std::string& why) {
  refuse_results(table.file, damaged_at(table.scenario + "/" + table.name + "/" + column, why));
}

/// Without a column on all dimensions of a row nothing says how many rows there are: their lengths may be anything.
void check_rows(const ResultTable& table, const sim::Names& dims) {
  const auto on_all = [&](const TableColumn& column) {
    return std::all_of(dims.begin(), dims.end(), [&](const std::string& dim) {
      return std::find(column.info.dims.begin(), column.info.dims.end(), dim) != column.info.dims.end();
    });
  };
  const bool any = std::all_of(dims.begin(), dims.end(), [&](const std::string& dim) { return table.find(dim) && table.length(dim) > 0; });
  if (any && std::none_of(table.columns.begin(), table.columns.end(), on_all))
    refuse_column(table, dims.back(), "no column has a value for each row");
}

}  // namespace

TableRows::TableRows(const sim::Hdf5Reader& file, ResultTable table, sim::Names dims) : table_(std::move(table)), dims_(std::move(dims)) {
  check_rows(table_, dims_);
  for (const TableColumn& column : table_.columns) {
    const std::string& target = column.info.refers;
    if (target.empty() || related_.contains(target)) continue;
    related_.emplace(target, table_.find(target) && table_.find(target)->info.is_dimension()
                                 ? table_
                                 : read_table(file, table_.file, table_.scenario, target + "s"));
  }
}

std::size_t TableRows::size() const {
  std::size_t rows = table_.empty() ? 0 : 1;
  for (const auto& dim : dims_) rows *= table_.find(dim) ? table_.length(dim) : 0;
  return rows;
}

bool TableRows::next(Position& at) const {
  for (std::size_t axis = dims_.size(); axis-- > 0;) {
    if (++at[axis] < table_.length(dims_[axis])) return true;
    at[axis] = 0;
  }
  return false;
}

std::vector<std::size_t> TableRows::along(const TableColumn& column, const Position& at) const {
  std::vector<std::size_t> result;
  for (const auto& dim : column.info.dims) {
    const auto axis = std::find(dims_.begin(), dims_.end(), dim);
    if (axis == dims_.end()) refuse_column(table_, column.info.name, "its dimensions are not those of the rows");
    result.push_back(at[static_cast<std::size_t>(axis - dims_.begin())]);
  }
  return result;
}

/// Nothing if the position is -1; a position past the end is damage.
Cell TableRows::referred(const TableColumn& column, const Position& at, const std::string& member) const {
  const Cell position = raw_cell(column, along(column, at));
  const auto* index = std::get_if<std::int64_t>(&position);
  if (!index) refuse_column(table_, column.info.name, "it holds no positions");
  if (*index < 0) return {};
  const ResultTable& target = related_.at(column.info.refers);
  if (static_cast<std::size_t>(*index) >= target.length(column.info.refers))
    refuse_column(table_, column.info.name, "it names nothing of '" + column.info.refers + "'");
  const auto there = [&](const TableColumn& found) -> std::vector<std::size_t> {
    if (found.info.dims != sim::Names{column.info.refers})
      refuse_column(target, found.info.name, "its dimensions are not those of the rows");
    return {static_cast<std::size_t>(*index)};
  };
  if (member == "label") return label_at(target, there);
  const TableColumn* found = target.find(member.empty() ? column.info.refers : member);
  return found ? value_of(*found, there(*found)) : Cell{};
}

Cell TableRows::cell(const std::string& name, const Position& at) const {
  const auto dot = name.find('.');
  const std::string first = name.substr(0, dot), member = dot == std::string::npos ? "" : name.substr(dot + 1);
  if (first == "label") return label_at(table_, [&](const TableColumn& column) { return along(column, at); });
  const TableColumn* column = table_.find(first);
  if (!column) return {};
  return column->info.refers.empty() ? value_of(*column, along(*column, at)) : referred(*column, at, member);
}

std::string TableRows::unit(const TableColumn& column, const Position& at) const {
  if (!column.info.has_unit_of_the_row()) return unit_of(column.info);
  const TableColumn* own = table_.find("own_unit");
  return own && fits(*own, dims_) ? text_at(table_, "own_unit", along(*own, at)) : "";
}

std::string unit_of(const ColumnInfo& info) {
  const std::string& text = info.unit.own.empty() ? info.unit.udunits : info.unit.own;
  return text == "1" || info.has_unit_of_the_row() || origin_of(info) ? "" : text;
}

std::string csv_text(const Cell& cell, Language language) {
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  if (const auto* whole = std::get_if<std::int64_t>(&cell)) return std::to_string(*whole);
  if (const auto* number = std::get_if<double>(&cell)) return digits(*number);
  if (const auto* label = std::get_if<Label>(&cell)) return in(language, *label);
  return "";
}

std::string people_text(const Cell& cell, const std::string& unit, Language language) {
  const auto* whole = std::get_if<std::int64_t>(&cell);
  const auto* real = std::get_if<double>(&cell);
  if (unit.empty() && real) return number(*real);
  if (unit.empty() || (!whole && !real)) return csv_text(cell, language);
  const double value = real ? *real : static_cast<double>(*whole);
  return std::isnan(value) ? number(value) : quantity(value, unit, language);
}

void write_cell(Json& json, const Cell& cell) {
  if (const auto* label = std::get_if<Label>(&cell)) json.begin('{').member("zh", label->zh).member("en", label->en).end();
  else if (const auto* text = std::get_if<std::string>(&cell)) json.value(*text);
  else if (const auto* whole = std::get_if<std::int64_t>(&cell)) json.value(*whole);
  else if (const auto* number = std::get_if<double>(&cell)) json.value(*number);
  else json.value("");
}

std::vector<Shown> columns_of(const TableRows& rows) {
  std::vector<Shown> columns;
  const auto names = bilingual(rows.table());
  const bool labelled = names && fits(*rows.table().find(names->first), rows.dims());
  for (const auto& dim : rows.dims()) columns.push_back({dim, dim});
  if (labelled) columns.push_back({"label", "label"});
  for (const TableColumn& column : rows.table().columns) {
    const std::string& name = column.info.name;
    const bool text_of_label = labelled && (name == names->first || name == names->second);
    if (!column.info.is_dimension() && !text_of_label && fits(column, rows.dims())) columns.push_back({name, name});
  }
  return columns;
}

void write_row(Json& json, const TableRows& rows, const std::vector<Shown>& columns, const Position& at) {
  json.begin('{');
  for (const Shown& column : columns) write_cell(json.key(column.key), rows.cell(column.cell, at));
  json.end();
}

bool is_date(const ColumnInfo& info) { return origin_of(info).has_value(); }

}  // namespace waste
