#include "models/assessment/climate.h"

#include "tests/catch.h"
#include "tests/models/small_world.h"

using namespace waste;

namespace {

double of(const ClimateYear& year, ClimateSource source) { return year[static_cast<std::size_t>(source)]; }

const std::string factors = R"(
climate:
  materials:
    plastic: {dry: 1, carbon: 0.75, fossil: 1, credit: 1.5}
    food: {dry: 0.4, carbon: 0.38, fossil: 0, degradable: 0.15, decay: 0.185 /a}
  mixes: {rubbish: {plastic: 0.1, food: 0.9}}
  uses: {rubbish: {composted: 0.5, credit: 0.25}}
  landfill_dissimilated: 0.5
  landfill_methane: 0.5
  landfill_correction: 1
  landfill_oxidised: 0
  compost_ch4: 4 kg/t
  warming_ch4_biogenic: 27
  warming_n2o: 273
  furnace_n2o: 50 g/t
  fire_ch4: 0 kg/t
  truck: 1 kg/km
  trips: 2
)";

/// Ten tonnes a day to a site.
std::string world_with(const std::string& site) {
  std::string text = factors;
  text.replace(text.find("0.185 /a"), 8, "0.185 1/a");
  return text + "sites:\n  town: {kind: producer, place: here, stream: rubbish, rate: 10 t/d, payload: 10 t, outlet: end}\n  end: " + site +
         "\n";
}

}  // namespace

TEST_CASE("a scenario without factors has no account, and no group in its results", "[climate]") {
  SmallWorld world("sites: {heap: {kind: landfill, place: here, stream: rubbish, capacity: 1 t}}\n", "2021-01-01");
  CHECK_FALSE(world.world().plan.climate.given);
}

TEST_CASE("what is used is credited, what is composted leaks, and trucks drive there and back", "[climate]") {
  SmallWorld world(world_with("{kind: outlet, place: here, accepts: [rubbish], utilised: 1, capacity: 100 t/d, yard: 1000 t}"),
                   "2022-01-01");
  const auto years = climate_account(world.world().district, world.world().plan.climate, world.run().books());
  REQUIRE(years.size() == 2);
  const double used = static_cast<double>(world.in_year("end", Channel::utilised, 2021)) / 1e6;
  REQUIRE(used > 3600);
  CHECK(of(years[1], ClimateSource::recycling) == Approx(-used * 0.1 * 1.5));
  CHECK(of(years[1], ClimateSource::substitution) == Approx(-used * 0.25));
  CHECK(of(years[1], ClimateSource::composting) == Approx(used * 0.5 * 0.004 * 27));
  CHECK(of(years[1], ClimateSource::transport) == Approx(365 * 2 * 4.0 * 0.001).epsilon(0.01));  // 4 km inside one place
  CHECK(of(years[1], ClimateSource::emitted) == Approx(of(years[1], ClimateSource::composting) + of(years[1], ClimateSource::transport)));
  CHECK(of(years[1], ClimateSource::net) ==
        Approx(of(years[1], ClimateSource::emitted) + of(years[1], ClimateSource::recycling) + of(years[1], ClimateSource::substitution)));
}

TEST_CASE("what is buried decays from the next year on", "[climate]") {
  SmallWorld world(world_with("{kind: landfill, place: here, stream: rubbish, capacity: 1000000 t}"), "2023-01-01");
  const auto years = climate_account(world.world().district, world.world().plan.climate, world.run().books());
  CHECK(of(years[0], ClimateSource::landfill) == 0);
  const double buried = static_cast<double>(world.in_year("end", Channel::landfilled, 2020)) / 1e6;
  const auto decayed = first_order_decay({buried * 0.9 * 0.15 * 0.5, 0}, 0.185);
  CHECK(of(years[1], ClimateSource::landfill) == Approx(methane_of(decayed[1], 0.5) * 27));
  CHECK(of(years[2], ClimateSource::landfill) > of(years[1], ClimateSource::landfill));
  CHECK(of(years[1], ClimateSource::composting) == 0);  // what is buried is not composted
}

TEST_CASE("what is burnt gives its fossil carbon, and its other carbon as a memo", "[climate]") {
  std::string text = world_with("{kind: receiver, place: here, accepts: [rubbish], quota: 0 t/a, capacity: 100 t/d, method: incinerate}");
  SmallWorld world(text, "2021-01-01");
  const auto years = climate_account(world.world().district, world.world().plan.climate, world.run().books());
  const double burnt = static_cast<double>(world.in_year("end", Channel::burnt, 2020)) / 1e6;
  CHECK(of(years[0], ClimateSource::furnace_own) == Approx(burnt * 0.1 * 0.75 * 44 / 12));
  CHECK(of(years[0], ClimateSource::furnace_gases) == Approx(burnt * 50e-6 * 273));
  CHECK(of(years[0], ClimateSource::biogenic) == Approx(burnt * 0.9 * 0.4 * 0.38 * 44 / 12));
  CHECK(of(years[0], ClimateSource::composting) == Approx(0).margin(1e-9));
}

TEST_CASE("of what is left over a part burns in the open", "[climate]") {
  SmallWorld world(world_with("{kind: outlet, place: here, accepts: [rubbish], utilised: 0, capacity: 100 t/d, yard: 1000 t}"),
                   "2021-01-01", {"climate.uses.rubbish={open_fire: 0.5}", "climate.fire_ch4=2 kg/t"});
  const auto years = climate_account(world.world().district, world.world().plan.climate, world.run().books());
  const double left = static_cast<double>(world.in_year("end", Channel::disposed, 2020)) / 1e6;
  CHECK(of(years[0], ClimateSource::open_fire) == Approx(left * 0.5 * (0.1 + 0.9 * 0.4) * 0.002 * 27));
}

TEST_CASE("gas that is caught at a landfill is burnt, and counts as carbon dioxide of biogenic origin", "[climate]") {
  const std::string heap = world_with("{kind: landfill, place: here, stream: rubbish, capacity: 1000000 t}");
  SmallWorld open(heap, "2023-01-01"), caught(heap, "2023-01-01", {"climate.gas_recovered={end: 60 %}"});
  const auto without = climate_account(open.world().district, open.world().plan.climate, open.run().books());
  const auto with = climate_account(caught.world().district, caught.world().plan.climate, caught.run().books());
  CHECK(of(with[2], ClimateSource::landfill) == Approx(0.4 * of(without[2], ClimateSource::landfill)));
  const double burnt = 0.6 * of(without[2], ClimateSource::landfill) / 27;  // [t of methane]
  CHECK(of(with[2], ClimateSource::biogenic) == Approx(of(without[2], ClimateSource::biogenic) + burnt * 44 / 16));
}

TEST_CASE("power is worth the grid of its year, and of the last year given from then on", "[climate]") {
  const std::string furnace = "{kind: digester, place: here, stream: rubbish, capacity: 10 t/d, yard: 100 t, power_yield: 100 kWh/t, "
                              "biodiesel: rubbish, fertiliser: rubbish, residue: rubbish, product_outlet: heap, residue_outlet: heap}\n"
                              "  heap: {kind: landfill, place: here, stream: rubbish, capacity: 1000000 t}";
  SmallWorld world(world_with(furnace), "2023-01-01", {"climate.grid={2020: 0.5 kg/kWh, 2021: 0.4 kg/kWh}"});
  const auto years = climate_account(world.world().district, world.world().plan.climate, world.run().books());
  const double factors[] = {0.0005, 0.0004, 0.0004};
  for (int i = 0; i < 3; ++i) {
    const auto kwh = static_cast<double>(world.in_year("end", Channel::power, 2020 + i));
    REQUIRE(kwh > 300'000);
    CHECK(of(years[static_cast<std::size_t>(i)], ClimateSource::power_own) == Approx(-kwh * factors[i]));
  }
  SmallWorld one(world_with(furnace), "2021-01-01", {"climate.grid=0.5 kg/kWh"});
  CHECK(one.world().plan.climate.grid_of(2040) == 0.0005);
}

TEST_CASE("the mix of a stream in a year is that of its sources, by what arose at each of them", "[climate]") {
  std::string text = world_with("{kind: receiver, place: here, accepts: [rubbish], quota: 0 t/a, capacity: 100 t/d, method: incinerate}");
  text += "  village: {kind: producer, place: here, stream: rubbish, rate: 30 t/d, payload: 10 t, outlet: end}\n";
  SmallWorld world(text, "2021-01-01",
                   {"climate.origins={villages: {stream: rubbish, sites: [village]}}",
                    "climate.mixes.villages={plastic: 0.02, food: 0.98}"});
  const auto years = climate_account(world.world().district, world.world().plan.climate, world.run().books());
  const double burnt = static_cast<double>(world.in_year("end", Channel::burnt, 2020)) / 1e6;
  CHECK(of(years[0], ClimateSource::furnace_own) == Approx(burnt * (0.25 * 0.1 + 0.75 * 0.02) * 0.75 * 44 / 12).epsilon(1e-3));
}

TEST_CASE("rounds from door to door burn fuel for what they fetch, other loads only on the road", "[climate]") {
  const std::string route = "{kind: collection_route, place: here, rate: 20 t/d, round: {low: 1 h, mode: 2 h, high: 3 h}, bins: 100 t,\n"
                            "        stream: rubbish, outlet: plant, rubbish: rubbish, rubbish_outlet: plant, trucks: 5}\n"
                            "  plant: {kind: outlet, place: here, accepts: [rubbish], capacity: 100 t/d, yard: 1000 t}";
  std::string text = factors;
  text.replace(text.find("0.185 /a"), 8, "0.185 1/a");
  SmallWorld world(text + "sites:\n  route: " + route + "\n", "2021-01-01", {"climate.collection=10 kg/t"});
  const auto years = climate_account(world.world().district, world.world().plan.climate, world.run().books());
  const double fetched = static_cast<double>(world.in_year("route", Channel::sent, 2020)) / 1e6;
  REQUIRE(fetched > 7000);
  CHECK(of(years[0], ClimateSource::collection) == Approx(fetched * 0.01));
}

TEST_CASE("a mix that disagrees with what was measured of it is refused", "[climate]") {
  const std::string heap = world_with("{kind: landfill, place: here, stream: rubbish, capacity: 1 t}");
  const std::vector<std::string> heat{"climate.materials.plastic.heat=32 GJ/t", "climate.materials.food.heat=14 GJ/t"};
  const auto with = [&](const std::string& measured) {
    auto overrides = heat;
    overrides.push_back("climate.measured={rubbish: {" + measured + "}}");
    return SmallWorld(heap, "2021-01-01", overrides);
  };
  // 0.9 x 0.6 of water; 0.1 x 32 + 0.9 x 0.4 x 14 of heat, less what evaporates the water
  const auto world = with("water_from: 50 %, water_to: 60 %, heat_from: 6 GJ/t, heat_to: 8 GJ/t");
  const ClimateFactors& known = world.world().plan.climate;
  CHECK(water_of(known, known.mixes.at("rubbish")) == Approx(0.54));
  CHECK(heat_of(known, known.mixes.at("rubbish")) == Approx(8.24 - 2.443 * 0.54));
  CHECK_THROWS_WITH(with("water_to: 50 %"), ContainsSubstring("E0796"));
  CHECK_THROWS_WITH(with("heat_from: 7 GJ/t"), ContainsSubstring("E0796"));
}

TEST_CASE("shares that do not add up and names that mean nothing are refused", "[climate]") {
  const auto code = [](const std::string& key, const std::string& value) -> std::string {
    try {
      SmallWorld world(world_with("{kind: landfill, place: here, stream: rubbish, capacity: 1 t}"), "2021-01-01", {key + "=" + value});
    } catch (const sim::InputError& error) {
      return error.diagnostics().front().code;
    }
    return "accepted";
  };
  CHECK(code("climate.mixes.rubbish.food", "0.8") == "E0722");
  CHECK(code("climate.uses.rubbish", "{composted: 0.8, digested: 0.7}") == "E0722");
  CHECK(code("climate.uses.rubbish.composted", "1.5") == "E0106");
  CHECK(code("climate.trips", "2") == "accepted");
  CHECK(code("climate.gas_recovered", "{heap: 50 %}") == "E0797");
  CHECK(code("climate.grid", "{soon: 0.5 kg/kWh}") == "E0797");
  CHECK(code("climate.origins", "{villages: {stream: rubbish, sites: [nowhere]}}") == "E0797");
}
