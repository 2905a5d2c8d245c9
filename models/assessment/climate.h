// Greenhouse gases on the tonnes of the books: a pure function of closed books and factors, beside the official indicators.
//
// Gases weigh as carbon dioxide over 100 years [t CO2e]. Avoided emissions are negative. Carbon dioxide from food, paper, wood
// and straw goes round with the harvest: it is told apart, as a memo, and enters no sum. What no factor is given for is not
// counted; travel of people, heating and industry act on no waste stream and stay outside.
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "models/books/books.h"
#include "models/district/stream.h"
#include "models/scenario/scenario.h"

namespace waste {

struct District;

/// A fraction of waste, as it is weighed.
struct CarbonMaterial {
  double dry = 0;         // dry matter [1]
  double carbon = 0;      // in dry matter [1]
  double fossil = 0;      // of the carbon [1]
  double degradable = 0;  // degradable organic carbon, of the wet mass [1]
  double decay = 0;       // rate in a landfill [1/a]
  double credit = 0;      // avoided where it is used as a material [t CO2e/t]
};

/// What happens to a stream, or to a category of streams, beyond burning and burying.
struct ClimateUse {
  double composted = 0, digested = 0;  // share of what is treated or used [1]
  double open_fire = 0;                // share of what is left over that burns in the open [1]
  double credit = 0;                   // avoided where it is used, besides that of its materials [t CO2e/t]
};

struct ClimateFactors {
  bool given = false;                            // without factors there is no account
  std::map<std::string, CarbonMaterial> materials;
  std::map<std::string, std::map<std::string, double>> mixes;  // [stream or category][material] share
  std::map<std::string, ClimateUse> uses;        // [stream or category]
  double oxidation = 1;                          // of the carbon in a furnace [1]
  double furnace_n2o = 0, furnace_ch4 = 0;       // [t/t wet]
  double fire_n2o = 0, fire_ch4 = 0;             // open fire [t/t dry]
  double compost_n2o = 0, compost_ch4 = 0;       // [t/t wet]
  double digestion_ch4 = 0;                      // leaks [t/t wet]
  double landfill_dissimilated = 0, landfill_methane = 0, landfill_correction = 0;  // DOCf, F, MCF [1]
  double landfill_oxidised = 0;                  // in the cover [1]
  double warming_ch4_biogenic = 0, warming_n2o = 0;  // [t CO2e/t]
  double truck = 0;                              // of a loaded or empty truck [t CO2/km]
  double trips = 2;                              // driven for each load: there and back [1]
  double drying = 0;                             // heat per water driven out [GJ/t]
  double fuel = 0;                               // of that heat [t CO2/GJ]
  double grid = 0;                               // power that need not be made elsewhere [t CO2/kWh]
};

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

/// Reads section `climate` of a scenario, and says what is wrong with it.
ClimateFactors read_climate(const Scenario& scenario, const Node& section, const std::vector<Stream>& streams,
                            std::vector<sim::Diagnostic>& diagnostics);

}  // namespace waste
