#include "models/results/table.h"

#include <algorithm>

#include "engine/base/error.h"
#include "models/results/layout.h"

namespace waste {
namespace {

/// Types that are read alike: other versions may have stored a narrower one.
enum class Kind { text, real, whole };

Kind kind_of(sim::ElementType type) {
  switch (type) {
    case sim::ElementType::text: return Kind::text;
    case sim::ElementType::float32:
    case sim::ElementType::float64: return Kind::real;
    default: return Kind::whole;
  }
}

/// Reads the columns of one group.
class GroupReader {
 public:
  GroupReader(const sim::Hdf5Reader& file, const std::string& path, std::string group, const Output* literal)
      : file_(file), path_(path), group_(std::move(group)), literal_(literal) {}

  ColumnInfo info_of(const std::string& name) const;
  void check(const ColumnInfo& info, const sim::Shape& shape) const;
  std::optional<std::size_t> position_of(std::uint32_t replica) const;
  TableColumn column(const ColumnInfo& info, std::optional<std::size_t> replica) const;

 private:
  const ColumnInfo* described(const std::string& name) const;
  Cells cells(const std::string& dataset, sim::ElementType type, std::uint64_t first, std::uint64_t count) const;

  const sim::Hdf5Reader& file_;
  const std::string& path_;
  std::string group_;
  const Output* literal_;  // nullptr: a table of another version
};

const ColumnInfo* GroupReader::described(const std::string& name) const {
  if (literal_)
    for (const ColumnInfo& column : literal_->columns)
      if (column.name == name) return &column;
  return nullptr;
}

ColumnInfo GroupReader::info_of(const std::string& name) const {
  const std::string dataset = group_ + "/" + name;
  const auto stored = file_.info(dataset);
  const ColumnInfo* known = described(name);
  if (known && known->dims != stored.dims) refuse_results(path_, damaged_at(dataset, "its dimensions are not the expected ones"));
  if (known && kind_of(known->type) != kind_of(stored.type)) refuse_results(path_, damaged_at(dataset, "it is of another type"));
  ColumnInfo info = known ? *known : ColumnInfo{};
  info.name = name;
  info.dims = stored.dims;
  info.type = stored.type;
  info.unit = {text_attribute(file_, dataset, "units"), text_attribute(file_, dataset, "wufei_unit")};
  info.about = text_attribute(file_, dataset, "long_name");
  return info;
}

void GroupReader::check(const ColumnInfo& info, const sim::Shape& shape) const {
  for (std::size_t axis = 0; axis < shape.size(); ++axis) {
    const std::string dimension = group_ + "/" + info.dims[axis];
    if (!file_.has(dimension) || file_.info(dimension).shape != sim::Shape{shape[axis]})
      refuse_results(path_, damaged_at(group_ + "/" + info.name, "it has not the length of its dimension '" + info.dims[axis] + "'"));
  }
}

/// None if the table has no such replica.
std::optional<std::size_t> GroupReader::position_of(std::uint32_t replica) const {
  const auto numbers = file_.read<std::int32_t>(group_ + "/replica");
  const auto at = std::find(numbers.begin(), numbers.end(), static_cast<std::int32_t>(replica));
  if (at == numbers.end()) return {};
  return static_cast<std::size_t>(at - numbers.begin());
}

Cells GroupReader::cells(const std::string& dataset, sim::ElementType type, std::uint64_t first, std::uint64_t count) const {
  switch (type) {
    case sim::ElementType::text: return file_.read_rows<std::string>(dataset, first, count);
    case sim::ElementType::float32:
    case sim::ElementType::float64: return file_.read_rows<double>(dataset, first, count);
    case sim::ElementType::int64: return file_.read_rows<std::int64_t>(dataset, first, count);
    default: return file_.read_rows<std::int32_t>(dataset, first, count);
  }
}

TableColumn GroupReader::column(const ColumnInfo& info, std::optional<std::size_t> replica) const {
  const std::string dataset = group_ + "/" + info.name;
  TableColumn column{info, file_.info(dataset).shape, {}};
  check(info, column.shape);
  if (info.dims.empty()) refuse_results(path_, damaged_at(dataset, "it has no dimension"));
  const bool one = replica && info.dims.front() == "replica";
  column.cells = cells(dataset, info.type, one ? *replica : 0, one ? 1 : column.shape.front());
  if (one) column.shape.front() = 1;
  return column;
}

}  // namespace

const TableColumn* ResultTable::find(const std::string& column) const {
  for (const TableColumn& one : columns)
    if (one.info.name == column) return &one;
  return nullptr;
}

const TableColumn& ResultTable::of(const std::string& column) const {
  if (const TableColumn* found = find(column)) return *found;
  refuse_results(file, {"没有“" + scenario + "/" + name + "/" + column + "”", "has no '" + scenario + "/" + name + "/" + column + "'"});
}

void ResultTable::refuse_type(const std::string& column) const {
  refuse_results(file, damaged_at(scenario + "/" + name + "/" + column, "it is of another type"));
}

ResultTable read_table(const sim::Hdf5Reader& file, const std::string& path, const std::string& scenario, const std::string& name,
                       const TableSelection& selection) {
  const std::string group = scenario + "/" + name;
  const Output* literal = find_output(name);
  ResultTable table{path, scenario, {text_attribute(file, scenario, "title_zh"), text_attribute(file, scenario, "title_en")}, name, {},
                    {},   {}};
  if (literal) table.title = literal->title, table.rows = literal->rows;
  if (!file.has(group)) return table;
  const GroupReader reader(file, path, group, literal);
  std::optional<std::size_t> replica;
  for (const auto& column : file.datasets(group)) {
    const ColumnInfo info = reader.info_of(column);
    const bool by_replica = !info.dims.empty() && info.dims.front() == "replica";
    if (by_replica && selection.without_replicas) continue;
    if (by_replica && selection.replica && !replica) replica = reader.position_of(*selection.replica);
    if (by_replica && selection.replica && !replica)
      throw sim::Error(sim::Exit::usage, {"“" + group + "”没有第" + std::to_string(*selection.replica) + "遍",
                                          "'" + group + "' has no replica " + std::to_string(*selection.replica)});
    table.columns.push_back(reader.column(info, replica));
  }
  // Every run has a year; whoever reads a table by years looks at the last one.
  if (const TableColumn* year = table.find("year"); year && year->shape == sim::Shape{0})
    refuse_results(path, damaged_at(group + "/year", "it has no year"));
  return table;
}

sim::Names table_names(const sim::Hdf5Reader& file, const std::string& scenario) {
  sim::Names names;
  for (const auto& group : file.groups(scenario)) {
    if (!file.datasets(scenario + "/" + group).empty()) names.push_back(group);
    for (const auto& inner : file.groups(scenario + "/" + group)) names.push_back(group + "/" + inner);
  }
  return names;
}

std::vector<ResultTable> read_tables(const std::string& path, const std::string& name, const TableSelection& selection) {
  const auto file = open_results(path);
  std::vector<ResultTable> tables;
  for (const auto& scenario : file.groups()) tables.push_back(read_table(file, path, scenario, name, selection));
  return tables;
}

}  // namespace waste
