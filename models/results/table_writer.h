// Writes any table of a scenario from its literal (outputs/output.h).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/store/hdf5_writer.h"
#include "models/outputs/output.h"

namespace waste {

/// Contribution of one replica to all tables of a scenario.
struct ReplicaShare {
  std::vector<Cells> cells;                      // of columns kept until all replicas are known
  std::vector<std::vector<std::string>> chunks;  // of columns written immediately
};

/// The tables of one scenario, in the order of the file.
class TableWriter {
 public:
  /// Creates the groups of the moments `first` and `stream`; `frame` must outlive it.
  TableWriter(sim::Hdf5Writer& file, const Frame& frame, std::string top);

  /// Contribution of a replica; on any thread.
  ReplicaShare share(const ReplicaView& replica) const;

  /// Adds the contribution of the next replica.
  void take(ReplicaShare&& share);

  /// Creates the groups of the moment `last`.
  void finish();

 private:
  struct Open {
    const Output* output;
    std::unique_ptr<TableSource> source;
  };
  struct Asked {  // a column of replicas
    const Open* table;
    std::size_t column;
    std::string path;                         // in the file, or among the collected
    std::optional<sim::ChunkCutter> cutter;  // if written immediately
  };

  void write(const Open& table);
  void write(const Open& table, std::size_t column);
  Cells cells_of(const Open& table, std::size_t column) const;
  sim::Attributes attributes_of(const ColumnInfo& column) const;

  sim::Hdf5Writer& file_;
  const Frame& frame_;
  std::string top_;
  std::vector<Open> tables_;
  std::vector<Asked> asked_;
  Collected collected_;
};

}  // namespace waste
