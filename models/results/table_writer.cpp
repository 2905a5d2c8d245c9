#include "models/results/table_writer.h"

#include <algorithm>
#include <type_traits>

#include "engine/base/error.h"
#include "models/results/layout.h"

namespace waste {
namespace {

std::vector<std::string> chunks_of(const sim::ChunkCutter& cutter, const Cells& cells) {
  return std::visit(
      [&]<class T>(const std::vector<T>& values) -> std::vector<std::string> {
        if constexpr (std::is_arithmetic_v<T>) return cutter(values);
        SIM_ASSERT(false);  // text has no fixed size
      },
      cells);
}

bool is_empty(const Cells& cells) {
  return std::visit([](const auto& values) { return values.empty(); }, cells);
}

}  // namespace

TableWriter::TableWriter(sim::Hdf5Writer& file, const Frame& frame, std::string top) : file_(file), frame_(frame), top_(std::move(top)) {
  collected_.replicas = frame.replicas.size();
  for (const Output& output : outputs()) {
    auto source = output.source(frame);
    if (source->wanted()) tables_.push_back({&output, std::move(source)});
  }
  for (const Open& table : tables_) {
    if (table.output->moment != Moment::last) write(table);
    else
      for (std::size_t i = 0; i < table.output->columns.size(); ++i)
        if (table.output->columns[i].from == FilledFrom::replica)
          asked_.push_back({&table, i, table.output->name + "/" + table.output->columns[i].name, {}});
  }
}

ReplicaShare TableWriter::share(const ReplicaView& replica) const {
  ReplicaShare share;
  for (const Asked& asked : asked_) {
    Cells cells = asked.table->source->of_replica(asked.column, replica);
    if (asked.cutter) share.chunks.push_back(chunks_of(*asked.cutter, cells));
    else share.cells.push_back(std::move(cells));
  }
  return share;
}

void TableWriter::take(ReplicaShare&& share) {
  std::size_t chunks = 0, cells = 0;
  for (const Asked& asked : asked_) {
    if (asked.cutter) file_.append_chunks(asked.path, share.chunks[chunks++]);
    else collected_.add(asked.path, std::move(share.cells[cells++]));
  }
}

void TableWriter::finish() {
  if (weighs_replicas(frame_.world))
    collected_.weights = weights_of_replicas(frame_.world, collected_.of<double>("hindcast/value"), collected_.replicas);
  for (const Open& table : tables_)
    if (table.output->moment == Moment::last) write(table);
}

/// Omits columns on an optional dimension without values.
void TableWriter::write(const Open& table) {
  const auto& columns = table.output->columns;
  sim::Names missing;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto absent = [&](const std::string& dim) { return std::find(missing.begin(), missing.end(), dim) != missing.end(); };
    if (columns[i].optional && is_empty(cells_of(table, i))) missing.push_back(columns[i].name);
    if (std::none_of(columns[i].dims.begin(), columns[i].dims.end(), absent)) write(table, i);
  }
}

void TableWriter::write(const Open& table, std::size_t column) {
  const ColumnInfo& info = table.output->columns[column];
  const std::string path = top_ + "/" + table.output->name + "/" + info.name;
  if (table.output->moment == Moment::stream && info.from == FilledFrom::replica) {
    file_.create(path, info.type, info.dims, attributes_of(info));
    asked_.push_back({&table, column, path, file_.cutter(path)});
    return;
  }
  std::visit(
      [&](const auto& values) {
        if (info.is_dimension()) file_.dimension(path, values, attributes_of(info));
        else file_.dataset(path, info.dims, values, attributes_of(info));
      },
      cells_of(table, column));
}

Cells TableWriter::cells_of(const Open& table, std::size_t column) const {
  const ColumnInfo& info = table.output->columns[column];
  switch (info.from) {
    case FilledFrom::scenario: return table.source->of_scenario(column);
    case FilledFrom::replicas: return table.source->of_replicas(column, collected_);
    case FilledFrom::replica: break;
  }
  return collected_.cells(table.output->name + "/" + info.name);
}

sim::Attributes TableWriter::attributes_of(const ColumnInfo& column) const {
  if (column.is_dimension() && column.name == "time") return time_attributes(frame_.world.district.first_month(), column.about);
  return units(column.unit.udunits, column.unit.own.empty() ? column.unit.udunits : column.unit.own, column.about);
}

}  // namespace waste
