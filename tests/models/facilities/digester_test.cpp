
#include "tests/catch.h"
#include "tests/models/small_world.h"

using waste::Channel;

namespace {

constexpr const char* streams =
    "{rubbish: {category: rubbish}, food: {category: food_waste}, oil: {category: other}, compost: {category: other}, rest: {category: other}}";

std::string plant(const std::string& rate, const std::string& parameters) {
  return "driving: {low: 100 %, mode: 100 %, high: 100 %}\n"
         "sites:\n"
         "  source: {kind: producer, place: here, rate: " +
         rate +
         ", payload: 10 t, stream: food, outlet: plant}\n"
         "  market: {kind: outlet, place: here, accepts: [oil, compost], capacity: 1000 t/d, yard: 1000 t}\n"
         "  furnace: {kind: outlet, place: here, accepts: [rest], utilised: 0, capacity: 1000 t/d, yard: 1000 t}\n"
         "  plant: {kind: digester, place: here, stream: food, biodiesel: oil, fertiliser: compost, residue: rest,"
         " product_outlet: market, residue_outlet: furnace, " +
         parameters + "}\n";
}

}  // namespace

TEST_CASE("a digester's yields are those of its parameters, and the rest leaves as gas and water") {
  SmallWorld world(plant("100 t/d", "capacity: 200 t/d, yard: 400 t, power_yield: 90 kWh/t, biodiesel_yield: 2 %, fertiliser_yield: 7 %,"
                                    " residue_yield: 15 %, payload: 1 t"),
                   "2021-01-01", {}, streams);
  world.run();
  const auto fed = world.in_year("plant", Channel::consumed, 2020);
  CHECK(fed == Approx(366 * 100e6).margin(100e6));
  CHECK(world.in_year("plant", Channel::produced, 2020) == Approx(0.24 * static_cast<double>(fed)).epsilon(1e-6));
  CHECK(world.in_year("plant", Channel::emitted, 2020) == fed - world.in_year("plant", Channel::produced, 2020));
  CHECK(world.in_year("plant", Channel::power, 2020) == Approx(90e-6 * static_cast<double>(fed)).epsilon(1e-6));
  CHECK(world.in_year("furnace", Channel::disposed, 2020) == Approx(0.15 * static_cast<double>(fed)).epsilon(0.01));
  CHECK(world.in_year("market", Channel::utilised, 2020) == Approx(0.09 * static_cast<double>(fed)).epsilon(0.01));
}

TEST_CASE("a digester that is full sends loads back, and one without waste makes nothing") {
  SmallWorld full(plant("100 t/d", "capacity: 40 t/d, yard: 60 t"), "2021-01-01", {}, streams);
  full.run();
  CHECK(full.in_year("plant", Channel::turned_away, 2020) > 0);
  CHECK(full.in_year("plant", Channel::consumed, 2020) == Approx(366 * 40e6).epsilon(0.01));
  SmallWorld idle(plant("0 t/d", "capacity: 40 t/d, yard: 60 t"), "2021-01-01", {}, streams);
  CHECK(idle.run().in_year("plant", Channel::consumed, 2020) == 0);
}
