// What the tables of one scenario are made from: the scenario, the rows of its replicas, and one replica after the other.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "models/assessment/accounts.h"
#include "models/books/books.h"
#include "models/world/replica_result.h"
#include "models/world/world.h"

namespace waste {

/// Every line of the books that any replica has, sorted: all replicas of a scenario share one set of rows.
struct RowUnion {
  std::vector<BookKey> books;
  std::vector<std::pair<SiteId, StreamId>> stocks;

  void add(const Books& replica);
};

/// What is known of a scenario before the numbers of its replicas are.
struct Frame {
  const World& world;
  const std::vector<std::int32_t>& replicas;
  const RowUnion& rows;
};

/// A year is twelve months from the start of the run, or what is left of them.
std::size_t years_of(const World& world);
Months year_of_run(const World& world, std::size_t index);
/// The calendar year in which each of them begins.
std::vector<std::int32_t> calendar_years(const World& world);

/// One replica, as a column sees it.
struct ReplicaView {
  const ReplicaResult& result;
  const World& world;  // its own where parameters are uncertain
  const Accounts& accounts;

  const Books& books() const { return result.books; }
};

}  // namespace waste
