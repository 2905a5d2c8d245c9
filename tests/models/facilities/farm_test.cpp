// Fields, farms, growers with film, and the network of collection points, each in a world of a few sites.
#include "engine/base/error.h"
#include "models/assessment/indicator.h"
#include "tests/catch.h"
#include "tests/models/small_world.h"

using waste::Channel;

namespace {

constexpr std::int64_t tonne = 1'000'000;

/// 600 t of collectable straw in August and September: 60 % into the soil, 30 % to a user.
std::string field(const std::string& user = "capacity: 100 t/d, yard: 1000 t", const std::string& policies = "") {
  return "sites:\n"
         "  field: {kind: field, place: here, straw: 600 t/a, harvest: [0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0], returned: 60 %,\n"
         "          uses: {user: 30 %}, payload: 4 t, stream: rubbish, stubble: rubbish}\n"
         "  user: {kind: outlet, place: here, accepts: [rubbish], returns: yes, " +
         user + "}\n" + policies;
}

std::string farm(const std::string& parameters, const std::string& demand) {
  return "sites:\n"
         "  farm: {kind: farm, place: here, heads: 1000, excretion: 4 kg/d, payload: 4 t, stream: rubbish,\n"
         "         growers: [land], " +
         parameters +
         "}\n"
         "  land: {kind: buyer, place: here, demand: " +
         demand +
         ", payload: 4 t, stream: rubbish, supplier: farm}\n"
         "  plant: {kind: outlet, place: here, accepts: [rubbish], capacity: 10 t/d, yard: 100 t, returns: yes}\n";
}

/// 100 t of film a year, laid in spring and taken up in summer, of which 90 % comes in.
std::string film(const std::string& holds, const std::string& policies = "") {
  return "sites:\n"
         "  growers: {kind: growers, place: here, use: 100 t/a, laid: [0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0],\n"
         "            taken: [0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0], recovered: 90 %, old: 20 t, points: {village: 1},\n"
         "            stream: rubbish}\n"
         "  village: {kind: collection_point, place: here, accepts: [rubbish], points: 10, holds: " +
         holds +
         ",\n"
         "            round: 10 d, payload: 1 t, outlet: centre}\n"
         "  centre: {kind: collection_point, place: here, accepts: [rubbish], holds: 1000 t, round: 30 d, payload: 10 t,\n"
         "           outlet: plant}\n"
         "  plant: {kind: outlet, place: here, accepts: [rubbish], capacity: 100 t/d, yard: 1000 t}\n" +
         policies;
}

}  // namespace

TEST_CASE("straw arises in the harvest only, and in a leap year no more than in another") {
  SmallWorld world(field());
  world.run();
  for (const int year : {2020, 2021}) {
    CHECK(world.in_year("field", Channel::generated, year) == Approx(600 * tonne).epsilon(1e-6));
    CHECK(world.sum("field", Channel::generated, (year - 2020) * 12, (year - 2020) * 12 + 7) == 0);
    CHECK(world.in_year("field", Channel::utilised, year) == Approx(360 * tonne).epsilon(1e-6));
    CHECK(world.in_year("user", Channel::utilised, year) == Approx(180 * tonne).epsilon(1e-6));
    CHECK(world.in_year("field", Channel::disposed, year) == Approx(60 * tonne).epsilon(1e-6));
  }
}

TEST_CASE("stubble stays where it grew, and nothing is harvested when nothing grows") {
  SmallWorld world(field(), "2021-01-01", {"sites.field.collectable=75 %"});
  world.run();
  CHECK(world.in_year("user", Channel::utilised, 2020) == Approx(135 * tonne).epsilon(1e-6));
  CHECK(world.in_year("field", Channel::disposed, 2020) == Approx((150 + 45) * tonne).epsilon(1e-6));
  SmallWorld empty(field(), "2021-01-01", {"sites.field.straw=0 t/a"});
  CHECK(empty.run().in_year("field", Channel::generated, 2020) == 0);
}

TEST_CASE("straw for which the user has no room comes back and is left") {
  SmallWorld world(field("capacity: 1 t/d, yard: 20 t"), "2021-01-01");
  world.run();
  CHECK(world.in_year("user", Channel::turned_away, 2020) > 80 * tonne);
  const std::int64_t used = world.in_year("user", Channel::utilised, 2020);
  CHECK(used < 100 * tonne);
  CHECK(world.in_year("field", Channel::disposed, 2020) + used == Approx(240 * tonne).epsilon(1e-6));
}

TEST_CASE("diversions draw on what would be left, together never on more than that") {
  const auto policies = [](const char* soil, const char* user) {
    return std::string("policies:\n") + "  soil: {kind: diversion, sites: [field], starts: 2020-01-01, share: " + soil + "}\n" +
           "  more: {kind: diversion, sites: [user], starts: 2020-01-01, share: " + user + "}\n";
  };
  const auto used = [&](const char* soil, const char* user) {
    SmallWorld world(field("capacity: 100 t/d, yard: 1000 t", policies(soil, user)), "2021-01-01");
    world.run();
    return std::pair{world.in_year("field", Channel::utilised, 2020), world.in_year("user", Channel::utilised, 2020)};
  };
  CHECK(used("50 %", "0 %").first == Approx(390 * tonne).epsilon(1e-6));
  CHECK(used("0 %", "50 %").second == Approx(210 * tonne).epsilon(1e-6));
  const auto [soil, user] = used("100 %", "100 %");
  CHECK(soil == Approx(390 * tonne).epsilon(1e-6));
  CHECK(user == Approx(210 * tonne).epsilon(1e-6));
}

TEST_CASE("what is used of straw cannot be more than all of it") {
  REQUIRE_THROWS_AS(SmallWorld(field(), "2021-01-01", {"sites.field.returned=80 %"}), sim::InputError);
}

TEST_CASE("manure that growers do not order fills the lagoons and then runs off") {
  SmallWorld world(farm("lost: 10 %, lagoon: 100 t", "0 t/d"), "2021-01-01");
  world.run();
  const std::int64_t arisen = 366 * 4 * tonne;
  CHECK(world.in_year("farm", Channel::generated, 2020) == arisen);
  CHECK(world.in_year("farm", Channel::overflowed, 2020) == arisen * 9 / 10 - 100 * tonne);
  CHECK(world.in_year("farm", Channel::disposed, 2020) == arisen - 100 * tonne);
}

TEST_CASE("growers who order more than there is take all of it") {
  SmallWorld world(farm("lost: 10 %, lagoon: 100 t", "8 t/d"), "2021-01-01");
  world.run();
  CHECK(world.in_year("farm", Channel::overflowed, 2020) == 0);
  CHECK(world.in_year("land", Channel::utilised, 2020) == Approx(366 * 3.6 * tonne).epsilon(0.02));
  CHECK(world.in_year("land", Channel::unmet, 2020) > 0);
}

TEST_CASE("a plant takes its part dry, and a full plant sends it back into the lagoons") {
  SmallWorld world(farm("lagoon: 100 t, plants: {plant: 25 %}", "0 t/d"), "2021-01-01");
  world.run();
  CHECK(world.in_year("plant", Channel::utilised, 2020) == Approx(366 * tonne).epsilon(0.02));
  SmallWorld full(farm("lagoon: 100 t, plants: {plant: 25 %}", "0 t/d"), "2021-01-01",
                  {"sites.plant.capacity=0 t/d", "sites.plant.yard=8 t"});
  full.run();
  CHECK(full.in_year("plant", Channel::utilised, 2020) == 0);
  CHECK(full.in_year("farm", Channel::received, 2020) == full.in_year("plant", Channel::turned_away, 2020));
  CHECK(full.in_year("farm", Channel::overflowed, 2020) == Approx((366 * 4 - 100 - 8) * tonne).margin(4 * tonne));
}

TEST_CASE("film laid in spring comes in by autumn; the rest lies in the field with the old film") {
  SmallWorld world(film("5 t"), "2022-01-01");
  world.run();
  for (const int year : {2020, 2021}) {
    CHECK(world.in_year("growers", Channel::generated, year) == Approx(100 * tonne).epsilon(1e-6));
    CHECK(world.in_year("centre", Channel::received, year) == Approx(90 * tonne).epsilon(1e-5));
  }
  CHECK(world.sum("growers", Channel::sent, 0, 5) == 0);  // nothing before June
  CHECK(world.in_year("growers", Channel::opening, 2020) == 20 * tonne);
}

TEST_CASE("old film is picked up as long as there is some") {
  const std::string machines = "policies: {machines: {kind: new_capacity, sites: [growers], starts: 2020-01-01, reclaim: 1 t/d}}\n";
  SmallWorld world(film("50 t", machines), "2022-01-01");
  world.run();
  CHECK(world.in_year("growers", Channel::reclaimed, 2020) == Approx(30 * tonne).epsilon(0.01));  // and this year's rest
  CHECK(world.in_year("growers", Channel::reclaimed, 2021) == Approx(10 * tonne).epsilon(0.01));
  CHECK(world.in_year("centre", Channel::received, 2020) == Approx(120 * tonne).epsilon(0.01));
}

TEST_CASE("what stays in the field is kept apart from the film of the year if it is given a stream of its own") {
  const std::string streams = "{rubbish: {category: film}, old: {category: film, counts_as: rubbish}}";
  const std::string machines = "policies: {machines: {kind: new_capacity, sites: [growers], starts: 2020-01-01, reclaim: 1 t/d}}\n";
  std::string text = film("50 t", machines);
  for (auto at = text.find("accepts: [rubbish]"); at != std::string::npos; at = text.find("accepts: [rubbish]", at + 1))
    text.replace(at, 18, "accepts: [rubbish, old]");
  SmallWorld world(text, "2022-01-01", {"sites.growers.leftover=old", "sites.centre.topic=film_centre"}, streams);
  world.run();
  const waste::StreamId old = world.world().district.stream("old");
  const auto of_old = [&](Channel channel, const std::string& site, int year) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < world.books().keys.size(); ++i) {
      const auto& key = world.books().keys[i];
      if (key.channel != channel || key.stream != old || key.site != world.world().district.site(site)) continue;
      for (int m = (year - 2020) * 12; m < (year - 2019) * 12; ++m) sum += world.books().row(i)[static_cast<std::size_t>(m)].amount;
    }
    return sum;
  };
  CHECK(of_old(Channel::opening, "growers", 2020) == 20 * tonne);
  for (const int year : {2020, 2021}) CHECK(of_old(Channel::produced, "growers", year) == Approx(10 * tonne).epsilon(1e-5));
  CHECK(of_old(Channel::received, "centre", 2020) == Approx(30 * tonne).epsilon(0.01));
  CHECK(of_old(Channel::received, "centre", 2021) == Approx(10 * tonne).epsilon(0.01));
  CHECK(world.in_year("centre", Channel::received, 2020) == Approx(120 * tonne).epsilon(0.01));
  CHECK(world.books().closing_error == 0);

  const waste::PolicySet policies = world.world().draw_policies(0);
  const waste::Accounts accounts(world.world().district, policies, world.books());
  const auto value = [&](const std::string& key, int year) {
    return sim::Catalogue<waste::Indicator>::find(key)->make()->value(accounts, {(year - 2020) * 12, 12});
  };
  CHECK(value("15.annex", 2020) == Approx(120).epsilon(0.01));
  CHECK(value("15.rate", 2020) == Approx(90).epsilon(0.01));  // would be 120 with the old film
  CHECK(value("15.cumulated", 2020) == 0);                    // counts from the end of the base year
  CHECK(value("15.cumulated", 2021) == Approx(100).epsilon(0.01));
}

TEST_CASE("film that stands at the start is taken up in the first season") {
  SmallWorld world(film("5 t"), "2022-01-01", {"sites.growers.standing=50 t"});
  world.run();
  CHECK(world.in_year("growers", Channel::opening, 2020) == 70 * tonne);
  CHECK(world.in_year("centre", Channel::received, 2020) == Approx(135 * tonne).epsilon(1e-4));
  CHECK(world.in_year("centre", Channel::received, 2021) == Approx(90 * tonne).epsilon(1e-4));
}

TEST_CASE("points without room send film back to the growers, who bring it the next season") {
  SmallWorld world(film("0.03 t"), "2022-01-01");
  world.run();
  CHECK(world.in_year("village", Channel::turned_away, 2020) > 0);
  CHECK(world.in_year("centre", Channel::received, 2020) < 20 * tonne);
  CHECK(world.books().closing_error == 0);
}
