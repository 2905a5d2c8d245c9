// Greenhouse gases on the tonnes of the books: a pure function of closed books and factors, beside the official indicators.
//
// Gases weigh as carbon dioxide over 100 years [t CO2e]. Avoided emissions are negative. Carbon dioxide from food, paper, wood
// and straw goes round with the harvest: it is told apart, as a memo, and enters no sum. What no factor is given for is not
// counted; travel of people, heating and industry act on no waste stream and stay outside.
#pragma once

#include <array>
#include <vector>

#include "models/assessment/climate_factors.h"
#include "models/books/books.h"

namespace waste {

struct District;

enum class ClimateSource : std::uint8_t {
  furnace_own, furnace_imported, furnace_other,  // fossil carbon burnt
  furnace_gases, open_fire, landfill, composting, digestion, transport, drying,
  emitted,                                       // the sum of the above
  power_own, power_imported, recycling, substitution,
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

/// Carbon dioxide of the fossil carbon in what is burnt; in the unit of `mass`. IPCC 2006 Vol. 5, equation 5.1.
double fossil_carbon_dioxide(double mass, double dry, double carbon, double fossil, double oxidation);

/// What decays in each year of what was deposited in the years before, by first-order decay at `rate` [1/a]: nothing in the
/// year of the deposit, which counts from 1 January of the next. IPCC 2006 Vol. 5, equations 3.4 and 3.5.
std::vector<double> first_order_decay(const std::vector<double>& deposits, double rate);

/// Methane from degradable carbon that decays, in its unit: x F x 16/12. IPCC 2006 Vol. 5, equation 3.6.
inline double methane_of(double decayed_carbon, double methane_share) { return decayed_carbon * methane_share * 16 / 12; }

}  // namespace waste
