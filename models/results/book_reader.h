// Books read back from a results file, so that derived values can be recomputed and examined.
#pragma once

#include <string>
#include <vector>

#include "engine/store/hdf5_reader.h"
#include "models/books/ledger.h"
#include "models/world/world.h"

namespace waste {

/// The world of a scenario of a results file, rebuilt from the stored merged text.
std::unique_ptr<World> world_from_results(const std::string& path, const std::string& scenario);

/// Path, source and origin of every input value, which the merged text does not contain.
std::vector<InputValue> values_from_results(const std::string& path, const std::string& scenario);

class BooksReader {
 public:
  BooksReader(const std::string& path, const World& world);

  std::size_t replicas() const { return replicas_.size(); }
  std::uint32_t number(std::size_t replica) const { return static_cast<std::uint32_t>(replicas_[replica]); }

  /// Of the replicas; empty: equal.
  std::vector<double> weights() const;

  /// The books of the replica at an index; without alarms and checks.
  Books read(std::size_t replica) const;

 private:
  struct Table {
    std::string group, amount, water, count;  // water may be empty
    std::vector<BookKey> keys;
  };

  std::vector<BookKey> keys_of(const std::string& group, const std::string& dim, const std::string& channel) const;
  void read_table(const Table& table, std::size_t replica, Books& books) const;
  void read_stocks(std::size_t replica, Books& books) const;

  sim::Hdf5Reader file_;
  const World& world_;
  std::string path_, top_;
  std::vector<std::int32_t> replicas_;
  std::vector<Table> tables_;
};

}  // namespace waste
