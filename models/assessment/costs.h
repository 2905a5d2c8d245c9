// The account of money: what the books of a replica cost and earn, by site, stream, item and month.
//
// A pure function of closed books and tariffs. Money is whole fen: every month of every line of the books is rounded on its own, half
// away from zero, so that all sums are exact and payments between two sites of the district cancel to the fen. Costs are positive,
// revenues negative.
//
// * Transport is paid by the sender, for the tonnes and the kilometres of a load.
// * Gate fees and sales change hands with the load. A load that comes back from a site with such a tariff to one without is paid back.
// * Only sites of the account have entries: those inside the district that are no third parties.
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <vector>

#include "models/assessment/tariffs.h"
#include "models/books/books.h"

namespace waste {

struct District;

/// One line of the account.
struct CostKey {
  SiteId site = 0;
  StreamId stream = 0;
  CostItem item{};
  auto operator<=>(const CostKey&) const = default;
};

struct CostAccount {
  int months = 0;
  std::vector<CostKey> keys;       // sorted
  std::vector<std::int64_t> fen;   // [key * months + month]

  std::span<const std::int64_t> row(std::size_t i) const {
    return {fen.data() + i * static_cast<std::size_t>(months), static_cast<std::size_t>(months)};
  }
};

CostAccount cost_account(const District& district, const Tariffs& tariffs, const Books& books);

/// The lines that books with these lines have, whatever the prices.
std::vector<CostKey> cost_keys(const District& district, const Tariffs& tariffs, std::span<const BookKey> books);

/// What chains cost in a year of the run, twelve months or the remainder.
struct ChainCosts {
  std::size_t years = 0, chains = 0;
  std::vector<std::int64_t> fen;    // [(year * chains + chain) * cost_items + item]
  std::vector<std::int64_t> grams;  // [year * chains + chain] that arose, by the channel of the chain, inside the district

  std::int64_t of(std::size_t year, std::size_t chain, CostItem item) const {
    return fen[(year * chains + chain) * cost_items + static_cast<std::size_t>(item)];
  }
  std::int64_t total(std::size_t year, std::size_t chain) const;
  std::int64_t arisen(std::size_t year, std::size_t chain) const { return grams[year * chains + chain]; }
};

ChainCosts chain_costs(const District& district, const Tariffs& tariffs, const Books& books);

}  // namespace waste
