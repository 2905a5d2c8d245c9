#include "models/district/network.h"

#include "models/world/world.h"
#include "tests/catch.h"
#include "tests/models/scenario/scenario_folder.h"

using waste::Network;
using waste::straight_line;

namespace {

/// A town and a plant 30 km apart by road; `more` is added to the scenario.
const std::string two_places = R"(format: 1
period: {starts: 2021-01-01, ends: 2021-02-01}
places:
  town: {latitude: 29.0, longitude: 106.5}
  far: {latitude: 29.2, longitude: 106.6}
roads: {out: {from: town, to: far, length: 30 km, speed: 60 km/h}}
)";

Network network_of(const std::string& more) {
  return waste::build_world(waste::Scenario::parse("two", two_places + more))->district.network;
}

}  // namespace

TEST_CASE("The straight line between two cities is as long as published", "[network]") {
  CHECK(straight_line({39.9042, 116.4074}, {31.2304, 121.4737}) == Approx(1'067'500).epsilon(0.005));  // Beijing, Shanghai
  CHECK(straight_line({29.5, 106.5}, {29.5, 106.5}) == 0);
}

TEST_CASE("Every haul drives the streets at both ends, and what they measure is data", "[network]") {
  const Network with = network_of("streets: {length: 3 km, time: 6 min}\n"), without = network_of("streets: {length: 0 km, time: 0 min}\n");
  CHECK(without.distance(0, 1) == 30'000);
  CHECK(with.distance(0, 1) == 36'000);
  CHECK(with.distance(0, 0) == 6'000);
  CHECK((with.travel(0, 1) - without.travel(0, 1)) == sim::Duration{720});
  CHECK(with.travel(0, 0) == sim::Duration{720});
}

TEST_CASE("A road shorter than the straight line between its ends is refused", "[network]") {
  CHECK_NOTHROW(network_of("streets: {length: 1 km}\n"));
  const std::string text = std::string(two_places).replace(two_places.find("30 km"), 5, "20 km");
  CHECK_THROWS_WITH(waste::build_world(waste::Scenario::parse("two", text)),
                    ContainsSubstring("E0734") && ContainsSubstring("at least 25 km"));
}

TEST_CASE("A position needs both coordinates", "[network]") {
  const std::string text = std::string(two_places).replace(two_places.find(", longitude: 106.6"), 18, "");
  CHECK_THROWS_WITH(waste::build_world(waste::Scenario::parse("two", text)), ContainsSubstring("place 'far' lacks its longitude"));
}
