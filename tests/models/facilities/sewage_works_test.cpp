
#include "tests/catch.h"
#include "tests/models/small_world.h"

using waste::Channel;

namespace {

constexpr std::int64_t tonne = 1'000'000;

/// 10 t of sludge a day to a kiln and a composting plant, one to one.
std::string works(const std::string& kiln, const std::string& compost, const std::string& policies = "") {
  return "sites:\n"
         "  works: {kind: sewage_works, place: here, rate: 10 t/d, storage: 40 t, payload: 5 t, stream: rubbish,\n"
         "          receivers: {kiln: 1, compost: 1}}\n"
         "  kiln: {kind: outlet, place: here, accepts: [rubbish], utilised: 0 %, returns: yes, yard: 20 t,\n"
         "         capacity: " +
         kiln +
         "}\n"
         "  compost: {kind: outlet, place: here, accepts: [rubbish], returns: yes, yard: 20 t,\n"
         "            capacity: " +
         compost + "}\n" + policies;
}

}  // namespace

TEST_CASE("sludge goes to the receivers by their weights, and none is lost while they have room") {
  SmallWorld world(works("20 t/d", "20 t/d"), "2021-01-01");
  world.run();
  CHECK(world.in_year("works", Channel::generated, 2020) == 3660 * tonne);
  CHECK(world.in_year("works", Channel::overflowed, 2020) == 0);
  CHECK(world.in_year("kiln", Channel::disposed, 2020) == Approx(1830 * tonne).margin(15 * tonne));
  CHECK(world.in_year("compost", Channel::utilised, 2020) == Approx(1830 * tonne).margin(15 * tonne));
}

TEST_CASE("what one receiver refuses another takes") {
  SmallWorld world(works("0 t/d", "20 t/d"), "2021-01-01");
  world.run();
  CHECK(world.in_year("kiln", Channel::disposed, 2020) == 0);
  CHECK(world.in_year("kiln", Channel::turned_away, 2020) > 300 * 5 * tonne);
  CHECK(world.in_year("works", Channel::overflowed, 2020) == 0);
  CHECK(world.in_year("compost", Channel::utilised, 2020) > 3590 * tonne);
}

TEST_CASE("when all receivers are full the store fills, and what it cannot hold is lost") {
  SmallWorld world(works("2 t/d", "3 t/d"), "2021-01-01");
  world.run();
  CHECK(world.in_year("works", Channel::overflowed, 2020) == Approx((3660 - 1830 - 80) * tonne).margin(40 * tonne));
  CHECK(world.in_year("works", Channel::disposed, 2020) == world.in_year("works", Channel::overflowed, 2020));
}

TEST_CASE("a lined store keeps part of what would be lost") {
  const std::string roof = "policies: {roof: {kind: diversion, sites: [works], starts: 2020-01-01, share: 100 %}}\n";
  SmallWorld roofed(works("2 t/d", "3 t/d", roof), "2021-01-01");
  CHECK(roofed.run().in_year("works", Channel::overflowed, 2020) == 0);
}
