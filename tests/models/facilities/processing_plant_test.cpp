
#include "tests/catch.h"
#include "tests/models/facilities/construction_world.h"

namespace waste::testing {
namespace {

SmallWorld with_market(const std::string& demand, const std::vector<std::string>& overrides = {}) {
  const std::string builders = "    sorted: 50 %\n    plants: [plant]\n";
  return construction_world(construction_sites(builders, recycling(demand)), "2022-01-01", overrides);
}

constexpr double sorted_a_year = 0.5 * 73 * 800e6;  // of the 500 m3 of debris of a project [g]

}  // namespace

TEST_CASE("a plant splits what it takes by its yields, to the gram") {
  auto world = with_market("400 t/d");
  world.run();
  CHECK(world.in_year("plant", Channel::consumed, 2021) == world.in_year("plant", Channel::produced, 2021));
  CHECK(world.in_year("plant", Channel::consumed, 2021) == Approx(sorted_a_year).epsilon(0.02));
  CHECK(world.in_year("roads", Channel::utilised, 2021) == Approx(0.8 * sorted_a_year).epsilon(0.03));
}

TEST_CASE("a plant whose product nobody buys stops, and the debris goes to the fill") {
  auto world = with_market("0 t/d");
  world.run();
  CHECK(world.in_year("plant", Channel::consumed, 2021) == 0);
  CHECK(world.until_end_of("store", Channel::received, 2021) <= 2'000'000'000);  // what the store holds
  CHECK(world.until_end_of("store", Channel::received, 2021) >= 1'600'000'000);  // it pauses its plants when nearly full
  CHECK(world.in_year("plant", Channel::turned_away, 2021) > 0);
}

TEST_CASE("a plant that does not exist yet is not driven to") {
  auto world = with_market("400 t/d", {"sites.plant.capacity=0 t/d"});
  world.run();
  CHECK(world.until_end_of("plant", Channel::received, 2021) == 0);
}

TEST_CASE("a plant works on its days of work only") {
  auto world = with_market("400 t/d", {"sites.plant.working=50 %", "sites.plant.capacity=80 t/d"});
  world.run();
  CHECK(world.in_year("plant", Channel::consumed, 2021) == Approx(0.5 * 365 * 80e6).epsilon(0.15));  // a fair coin, 365 times
}

TEST_CASE("yields that do not add up are refused") {
  CHECK_THROWS_WITH(with_market("400 t/d", {"sites.plant.yields.aggregate=70 %"}), ContainsSubstring("add up"));
}

}  // namespace waste::testing
