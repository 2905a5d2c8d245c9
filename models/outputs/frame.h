// Sources of the tables of one scenario: the scenario, the union of the rows of its replicas, and each replica in turn.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "models/assessment/accounts.h"
#include "models/books/books.h"
#include "models/world/replica_result.h"
#include "models/world/world.h"

namespace waste {

/// Sorted union of the book lines of all replicas: the replicas of a scenario share one set of rows.
struct RowUnion {
  std::vector<BookKey> books;
  std::vector<std::pair<SiteId, StreamId>> stocks;

  void add(const Books& replica);
};

/// What is known about a scenario before the values of its replicas.
struct Frame {
  const World& world;
  const std::vector<std::int32_t>& replicas;
  const RowUnion& rows;
};

/// A year is twelve months from the start of the run, or the remainder.
std::size_t years_of(const World& world);
Months year_of_run(const World& world, std::size_t index);
/// The year of the run that is held against the targets; nothing if it is not simulated in full.
std::optional<std::size_t> judged_year(const World& world);
/// Whether the replicas of a scenario are weighted by what is known of the base year: parameters are drawn, and rows of the hindcast
/// with an sd are simulated.
bool weighs_replicas(const World& world);
/// The weights of these replicas, by their values of the hindcast: [replica * rows + row]; equal ones where none is simulated, empty
/// where replicas are not weighted.
std::vector<double> weights_of_replicas(const World& world, const std::vector<double>& hindcast, std::size_t replicas);
/// The calendar year in which each year begins.
std::vector<std::int32_t> calendar_years(const World& world);

/// One replica, as a column sees it.
struct ReplicaView {
  const ReplicaResult& result;
  const World& world;  // a separate world where parameters are uncertain
  const Accounts& accounts;

  const Books& books() const { return result.books; }
};

}  // namespace waste
