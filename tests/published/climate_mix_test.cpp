// The rubbish of Banan as data: its mix of materials against what is measured of the rubbish of Chinese cities and of villages in
// the south-west, whose sources stand beside the numbers in data/banan/climate/factors.csv.
#include "models/assessment/climate.h"
#include "tests/catch.h"
#include "tests/laws/district.h"

namespace waste::testing {

TEST_CASE("the mixes of rubbish have the moisture and the heating value that are measured", "[published][climate]") {
  const auto world = district("baseline");
  const ClimateFactors& factors = world->plan.climate;
  for (const char* name : {"rubbish", "imported_rubbish", "villages"}) {
    CAPTURE(name);
    const ClimateMeasured& known = factors.measured.at(name);
    const double water = water_of(factors, factors.mixes.at(name)), heat = heat_of(factors, factors.mixes.at(name));
    CHECK(water >= known.water_from);
    CHECK(water <= known.water_to);
    CHECK(heat >= known.heat_from);
    CHECK(heat <= known.heat_to);
  }
  CHECK(water_of(factors, factors.mixes.at("rubbish")) == Approx(0.55).margin(0.02));   // 55 %
  CHECK(water_of(factors, factors.mixes.at("villages")) == Approx(0.37).margin(0.04));  // 37.04 %
}

TEST_CASE("the fossil carbon of a tonne of rubbish lies where inventories have it", "[published][climate]") {
  const auto world = district("baseline");
  const ClimateFactors& factors = world->plan.climate;
  const double streets = tonne_of(factors, factors.mixes.at("rubbish")).fossil;
  CHECK(streets > 0.2);  // the guideline for provinces has 0.272, range 0.2 to 0.45
  CHECK(streets < 0.45);
  CHECK(tonne_of(factors, factors.mixes.at("villages")).fossil < streets);  // less plastic
}

}  // namespace waste::testing
