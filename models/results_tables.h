// The books of one scenario as tables of the results file: flows, stocks, and one table for each channel of service.
//
// All replicas of a scenario share one set of rows, the union of theirs, so the rows are gathered before numbers are written.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/store/hdf5_file.h"
#include "models/ledger.h"
#include "models/world.h"

namespace waste {

/// Every line that any replica has.
struct RowUnion {
  std::set<BookKey> books;
  std::set<std::pair<SiteId, StreamId>> stocks;

  void add(const Books& replica);
};

/// A dataset (replica, time, row) that grows by one replica at a time.
class BookTables {
 public:
  /// Makes all groups and dimensions below `top`.
  BookTables(sim::Hdf5Writer& file, const World& world, const std::string& top, const RowUnion& rows,
             const std::vector<std::int32_t>& replicas);

  /// The numbers of the next replica.
  void append(const Books& books);

 private:
  struct Table {
    std::string group;
    std::vector<BookKey> keys;  // sorted
  };

  void make_flows(const std::string& top, const RowUnion& rows);
  void make_stocks(const std::string& top, const RowUnion& rows);
  void make_service(const std::string& group, Channel channel, const RowUnion& rows);
  void make_dimensions(const std::string& group, const std::string& dim, const std::vector<std::string>& names);
  void make_sites(const std::string& group, const std::string& dim, const std::vector<BookKey>& keys);
  void append_table(const Table& table, const Books& books, const char* amount, const char* part, const char* count);
  void append_stocks(const Books& books);
  std::string site(SiteId id) const { return id == no_site ? "" : world_.sites[id].id; }
  std::string stream(StreamId id) const { return id == no_stream ? "" : world_.streams[id].id; }
  std::string name(const BookKey& key) const;

  sim::Hdf5Writer& file_;
  const World& world_;
  const std::vector<std::int32_t>& replicas_;
  Table flows_;
  std::vector<Table> service_;
  std::vector<std::pair<SiteId, StreamId>> stocks_;
  std::string stock_group_;
  std::size_t replica_ = 0;  // the next one
};

}  // namespace waste
