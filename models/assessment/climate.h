// Greenhouse gases from the mass flows of the books: a pure function of closed books and factors, in addition to the official
// indicators.
//
// Global warming potentials over 100 years [t CO2e]. Avoided emissions are negative. Biogenic CO2 (food, paper, wood, straw) is
// reported as a memo item and excluded from every total. Anything without a factor is not counted; passenger travel, heating and
// industry do not act on waste streams and are out of scope.
#pragma once

#include <array>
#include <vector>

#include "models/assessment/climate_factors.h"
#include "models/assessment/climate_mixes.h"
#include "models/books/books.h"

namespace waste {

struct District;

enum class ClimateSource : std::uint8_t {
  furnace_own,
  furnace_imported,
  furnace_other,  // fossil carbon burnt
  furnace_gases,
  open_fire,
  landfill,
  composting,
  digestion,
  transport,
  collection,                                    // rounds from door to door
  drying,
  emitted,                                       // the sum of the above
  power_own,
  power_imported,
  recycling,
  substitution,
  net,                                           // emitted and avoided
  biogenic,                                      // memo
  count_
};
inline constexpr std::size_t climate_sources = static_cast<std::size_t>(ClimateSource::count_);

struct ClimateSourceInfo {
  const char* name;
  const char* role;  // "emitted", "avoided", "sum", "memo"
  Label label;
};
const ClimateSourceInfo& info(ClimateSource source);

using ClimateYear = std::array<double, climate_sources>;  // [source] [t CO2e]

/// The years of the books, twelve months each from the first.
std::vector<ClimateYear> climate_account(const District& district, const ClimateFactors& factors, const Books& books);

/// Amount decaying in each year, from deposits of earlier years, by first-order decay at `rate` [1/a]: none in the year of
/// deposit; decay starts on 1 January of the next. IPCC 2006 Vol. 5, equations 3.4 and 3.5.
std::vector<double> first_order_decay(const std::vector<double>& deposits, double rate);

/// Methane from decaying degradable carbon, in the same unit: x F x 16/12. IPCC 2006 Vol. 5, equation 3.6.
inline double methane_of(double decayed_carbon, double methane_share) { return decayed_carbon * methane_share * 16 / 12; }

}  // namespace waste
