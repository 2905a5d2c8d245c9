// The factors of the greenhouse-gas account: section `climate` of a scenario.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "models/district/stream.h"
#include "models/scenario/scenario.h"

namespace waste {

struct District;

/// A material in waste, weighed wet.
struct CarbonMaterial {
  double dry = 0;         // dry matter [1]
  double carbon = 0;      // in dry matter [1]
  double fossil = 0;      // of the carbon [1]
  double degradable = 0;  // degradable organic carbon, of the wet mass [1]
  double decay = 0;       // rate in a landfill [1/a]
  double credit = 0;      // avoided where it is used as a material [t CO2e/t]
  double heat = 0;        // lower heating value of the dry matter [GJ/t]
};

using ClimateMix = std::map<std::string, double>;  // [material] share of the wet mass [1]

/// A source of a stream with a mix of its own, which stands among the mixes under the name of the origin.
struct ClimateOrigin {
  std::string stream;
  std::set<std::string> sites;  // where it arises
};

/// What is known of a mix by measurement, as [low, high]; its materials must agree with it.
struct ClimateMeasured {
  double water_from = 0, water_to = 1;   // of the wet mass [1]
  double heat_from = -10, heat_to = 100;  // lower heating value as received [GJ/t]
};

/// Fate of a stream, or of a category of streams, other than incineration and landfill.
struct ClimateUse {
  double composted = 0, digested = 0;  // share of the treated or utilised mass [1]
  double open_fire = 0;                // share of the leftover that burns in the open [1]
  double credit = 0;                   // avoided where it is used, in addition to its materials [t CO2e/t]
};

struct ClimateFactors {
  bool given = false;                            // false: no factors, so no account
  std::map<std::string, CarbonMaterial> materials;
  std::map<std::string, ClimateMix> mixes;       // [stream, category or origin]
  std::map<std::string, ClimateOrigin> origins;  // [name]
  std::map<std::string, ClimateMeasured> measured;  // [name of a mix]
  std::map<std::string, ClimateUse> uses;        // [stream or category]
  double oxidation = 1;                          // of the carbon in a furnace [1]
  double furnace_n2o = 0, furnace_ch4 = 0;       // [t/t wet]
  double fire_n2o = 0, fire_ch4 = 0;             // open fire [t/t dry]
  double compost_n2o = 0, compost_ch4 = 0;       // [t/t wet]
  double digestion_ch4 = 0;                      // leaks [t/t wet]
  double landfill_dissimilated = 0, landfill_methane = 0, landfill_correction = 0;  // DOCf, F, MCF [1]
  double landfill_oxidised = 0;                  // in the cover [1]
  std::map<std::string, double> gas_recovered;   // [site] of the methane of a landfill, caught and burnt [1]
  double warming_ch4_biogenic = 0, warming_n2o = 0;  // [t CO2e/t]
  double truck = 0;                              // of a loaded or empty truck [t CO2/km]
  double trips = 2;                              // driven for each load: there and back [1]
  double collection = 0;                         // of rounds from door to door [t CO2/t collected]
  double drying = 0;                             // heat per tonne of water evaporated [GJ/t]
  double fuel = 0;                               // of that heat [t CO2/GJ]
  std::map<int, double> grid;                    // [from this calendar year on] displaced grid power [t CO2/kWh]

  /// That of the last year given up to `year`; of the first if there is none, and 0 if none is given.
  double grid_of(int year) const;
};

/// Water in a tonne as received [t].
double water_of(const ClimateFactors& factors, const ClimateMix& mix);
/// Lower heating value as received [GJ/t]: that of the dry matter less the heat that evaporates the water (2.443 GJ/t at 25 C).
double heat_of(const ClimateFactors& factors, const ClimateMix& mix);

/// Reads section `climate` of a scenario, and reports its errors.
ClimateFactors read_climate(const Scenario& scenario, const Node& section, const District& district,
                            std::vector<sim::Diagnostic>& diagnostics);

}  // namespace waste
