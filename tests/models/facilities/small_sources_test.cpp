
#include "engine/base/error.h"
#include "tests/catch.h"
#include "tests/models/small_world.h"

using waste::Channel;

namespace {

std::string garages(const std::string& parameters, const std::string& policies = "") {
  return "sites:\n"
         "  garages: {kind: small_sources, place: here, units: 100, rate: 2 kg/d, payload: 1 t, shares: {rubbish: 1}, collectors: [oil], " +
         parameters +
         "}\n"
         "  oil: {kind: outlet, place: here, accepts: [rubbish], capacity: 10 t/d, yard: 20 t}\n" +
         policies;
}

}  // namespace

TEST_CASE("sources under contract hand over all they have, month by month") {
  SmallWorld world(garages(""), "2021-01-01");
  world.run();
  CHECK(world.in_year("garages", Channel::generated, 2020) == 366 * 200'000);
  CHECK(world.in_year("oil", Channel::utilised, 2020) == Approx(366 * 200e3).epsilon(0.03));
  CHECK(world.until_end_of("garages", Channel::reached, 2020) == 100);
}

TEST_CASE("the waste of sources without a contract stays with them, and raises an alarm when it is too old") {
  const std::string lapsing = "lapse: 50 %/a, keeps: 0";
  SmallWorld world(garages(lapsing), "2023-01-01");
  world.run();
  CHECK(world.until_end_of("garages", Channel::reached, 2022) < 40);
  CHECK(world.in_year("garages", Channel::overdue, 2020) == 0);
  CHECK(world.in_year("garages", Channel::overdue, 2022) > 0);
  SmallWorld strict(garages(lapsing + ", limit: 60 d"), "2023-01-01");
  CHECK(strict.run().in_year("garages", Channel::overdue, 2020) > 0);
}

TEST_CASE("who is won brings what was kept until then") {
  const std::string policies = "policies: {won: {kind: outreach, sites: [garages], members: 100, starts: 2022-01-01}}\n";
  SmallWorld world(garages("lapse: 50 %/a, keeps: 0", policies), "2022-07-01");
  world.run();
  const auto kept = world.sum("garages", Channel::generated, 0, 24) - world.sum("garages", Channel::sent, 0, 24);
  REQUIRE(kept > 30'000'000);
  CHECK(world.sum("garages", Channel::sent, 24, 25) > kept * 9 / 10);
}

TEST_CASE("until the campaign ends every source is under contract") {
  SmallWorld world(garages("lapse: 50 %/a, keeps: 0, campaign: 2021-07-01"), "2022-01-01");
  world.run();
  CHECK(world.sum("garages", Channel::reached, 0, 18) == 100);
  CHECK(world.sum("garages", Channel::reached, 0, 24) < 100);
}

TEST_CASE("sources without a stream or a collector are refused") {
  CHECK_THROWS_AS(SmallWorld("sites: {garages: {kind: small_sources, place: here, units: 3}}\n"), sim::InputError);
}
