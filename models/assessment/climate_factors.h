// The factors of the greenhouse-gas account: section `climate` of a scenario.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "models/district/stream.h"
#include "models/scenario/scenario.h"

namespace waste {

/// A material in waste, weighed wet.
struct CarbonMaterial {
  double dry = 0;         // dry matter [1]
  double carbon = 0;      // in dry matter [1]
  double fossil = 0;      // of the carbon [1]
  double degradable = 0;  // degradable organic carbon, of the wet mass [1]
  double decay = 0;       // rate in a landfill [1/a]
  double credit = 0;      // avoided where it is used as a material [t CO2e/t]
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
  double drying = 0;                             // heat per tonne of water evaporated [GJ/t]
  double fuel = 0;                               // of that heat [t CO2/GJ]
  double grid = 0;                               // displaced grid power [t CO2/kWh]
};

/// Reads section `climate` of a scenario, and reports its errors.
ClimateFactors read_climate(const Scenario& scenario, const Node& section, const std::vector<Stream>& streams,
                            std::vector<sim::Diagnostic>& diagnostics);

}  // namespace waste
