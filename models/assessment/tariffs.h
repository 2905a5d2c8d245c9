// Prices and unit costs, by which the books are turned into money: sections `tariffs`, `chains` and `account` of a scenario.
//
// A tariff says what is paid for a unit of something that the books record: for a tonne collected, carried for a kilometre, burnt,
// handed over, or for a kilowatt hour. It holds for the streams and at the sites that it names. Two tariffs of one item may not hold
// for the same thing (E0785), so that nothing is paid twice.
//
// The account is that of the sites inside the district, without third parties: kinds of sites, such as buyers, that the district
// pays or is paid by, and whose own costs are not its own.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/books/channel.h"
#include "models/district/load.h"
#include "models/scenario/label.h"

namespace waste {

struct District;
class SectionReader;

enum class CostItem : std::uint8_t {
  collection,  // from door to door [fen/t]
  transport,   // of what leaves a site [fen/t/km]
  operation,   // of what a site does, by the channel it is booked in [fen/t]
  fees,        // paid by who brings a load to who takes it [fen/t]
  sales,       // paid by who takes a load to who brings it [fen/t]
  power,       // received for what is delivered to the grid [fen/kWh]
  levies,      // gate fees and subsidies of policies, as they were booked [fen]
  count_
};
inline constexpr std::size_t cost_items = static_cast<std::size_t>(CostItem::count_);

struct CostItemInfo {
  const char* name;
  const char* unit;  // of its tariffs
  Label label;
};
const CostItemInfo& info(CostItem item);

struct Tariff {
  std::string id;
  Label name;
  CostItem item{};
  Channel of{};               // what it is paid for
  double price = 0;           // in the unit of its item
  std::vector<bool> sites;    // [site of the scenario] where it holds; of fees and sales, who takes the load
  std::vector<bool> streams;  // [stream]
};

/// Streams whose costs are compared with each other: one sort of waste and what is made of it.
struct Chain {
  std::string id;
  Label name;
  Channel per{};  // what counts as a tonne of it, of streams that are wastes in their own right
};

struct Tariffs {
  std::vector<Tariff> list;
  std::vector<Chain> chains;
  std::vector<std::uint32_t> chain_of;  // [stream]
  std::vector<bool> third_party;        // [site of the scenario]

  bool given() const { return !list.empty(); }
};

/// Reads the sections. Sites and streams must already be read and defined.
Tariffs read_tariffs(SectionReader& reader, const District& district);

}  // namespace waste
