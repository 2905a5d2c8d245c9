// The books of one scenario as tables of the results file: flows, stocks, and one table for each channel of service.
//
// All replicas of a scenario share one set of rows, the union of theirs, so the rows are gathered before numbers are written.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/store/hdf5_writer.h"
#include "models/books/ledger.h"
#include "models/world/world.h"

namespace waste {

/// Every line that any replica has, sorted.
struct RowUnion {
  std::vector<BookKey> books;
  std::vector<std::pair<SiteId, StreamId>> stocks;

  void add(const Books& replica);
};

/// Datasets (replica, time, row) that grow by one replica at a time.
class BookTables {
 public:
  /// Makes all groups and dimensions below `top`.
  BookTables(sim::Hdf5Writer& file, const World& world, const std::string& top, const RowUnion& rows,
             const std::vector<std::int32_t>& replicas);

  /// The chunks of one replica, by dataset.
  using Chunks = std::vector<std::vector<std::string>>;

  /// Makes them; on any thread.
  Chunks cut(const Books& books) const;

  /// Stores those of the next replica.
  void append(const Chunks& chunks);

 private:
  enum class Field { amount, part, count };
  /// A dataset over the rows of a table.
  struct Column {
    std::string path;
    Field field;
    std::size_t table;  // index into tables_; none: the stocks
    sim::ChunkCutter cutter;
  };
  static constexpr std::size_t stocks = ~std::size_t{0};

  void make_flows(const std::string& top, const RowUnion& rows);
  void make_stocks(const std::string& top, const RowUnion& rows);
  void make_service(const std::string& group, Channel channel, const RowUnion& rows);
  void make_dimensions(const std::string& group, const std::string& dim, const std::vector<std::string>& names);
  void make_sites(const std::string& group, const std::string& dim, const std::vector<BookKey>& keys);
  void make_column(const std::string& path, Field field, std::size_t table, const std::string& dim, const sim::Attributes& about);
  std::string site(SiteId id) const { return id == no_site ? "" : world_.district.sites[id].id; }
  std::string stream(StreamId id) const { return id == no_stream ? "" : world_.district.streams[id].id; }
  std::string name(const BookKey& key) const;

  sim::Hdf5Writer& file_;
  const World& world_;
  const std::vector<std::int32_t>& replicas_;
  std::vector<std::vector<BookKey>> tables_;  // sorted keys; flows, then services
  std::vector<std::pair<SiteId, StreamId>> stocks_;
  std::vector<Column> columns_;
};

}  // namespace waste
