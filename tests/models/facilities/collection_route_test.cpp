
#include "tests/catch.h"
#include "tests/models/small_world.h"

using waste::Channel;

namespace {

constexpr const char* streams = "{rubbish: {category: rubbish}, food: {category: food_waste}}";

std::string route(const std::string& parameters, const std::string& policies = "") {
  return "driving: {low: 100 %, mode: 100 %, high: 100 %}\n"
         "sites:\n"
         "  plant: {kind: outlet, place: here, accepts: [food], capacity: 1000 t/d, yard: 1000 t}\n"
         "  tip: {kind: landfill, place: here, stream: rubbish, capacity: 1000000 t}\n"
         "  round: {kind: collection_route, place: here, stream: food, outlet: plant, rubbish: rubbish, rubbish_outlet: tip, " +
         parameters + "}\n" + policies;
}

SmallWorld world(const std::string& text) { return SmallWorld(text, "2022-01-01", {}, streams); }

}  // namespace

TEST_CASE("a truck with time enough brings everything to the plant") {
  SmallWorld enough = world(route("rate: 9 t/d, trucks: 1, payload: 5 t, worth_a_trip: 20 %, round: 2 h, bins: 20 t"));
  enough.run();
  CHECK(enough.in_year("round", Channel::generated, 2020) == 366 * 9'000'000ll);
  CHECK(enough.in_year("plant", Channel::received, 2020) == Approx(366 * 9e6).margin(9e6));
  CHECK(enough.in_year("tip", Channel::received, 2020) == 0);
}

TEST_CASE("what too few trucks leave beyond the bins is lost to the rubbish, and more trucks save it") {
  const std::string slow = "rate: 20 t/d, trucks: 1, payload: 5 t, round: 5 h, shift: 9 h, bins: 10 t";  // two rounds: 10 t a day
  SmallWorld short_of = world(route(slow));
  short_of.run();
  CHECK(short_of.in_year("tip", Channel::received, 2020) == Approx(366 * 10e6).margin(30e6));
  CHECK(short_of.in_year("plant", Channel::received, 2020) == Approx(366 * 10e6).margin(30e6));
  SmallWorld more = world(route(slow, "policies: {trucks: {kind: fleet, sites: [round], vehicles: 1, starts: 2021-01-01}}\n"));
  more.run();
  CHECK(more.in_year("tip", Channel::received, 2021) < 30'000'000);
  CHECK(more.in_year("plant", Channel::received, 2021) == Approx(365 * 20e6).margin(40e6));
}

TEST_CASE("a round without waste or without trucks sends nothing") {
  CHECK(world(route("rate: 0 t/d, round: 2 h, bins: 10 t")).run().in_year("plant", Channel::received, 2020) == 0);
  SmallWorld none = world(route("rate: 9 t/d, trucks: 0, round: 2 h, bins: 10 t"));
  none.run();
  CHECK(none.in_year("plant", Channel::received, 2020) == 0);
  CHECK(none.in_year("tip", Channel::received, 2020) > 365 * 8'900'000LL);
}
