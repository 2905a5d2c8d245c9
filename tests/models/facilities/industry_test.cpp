
#include <cmath>

#include "engine/base/error.h"
#include "tests/catch.h"
#include "tests/models/small_world.h"

using waste::Channel;

namespace {

constexpr const char* two_streams = "{slag: {category: general_industrial}, sludge: {category: general_industrial}}";

std::string firms(const std::string& parameters, const std::string& policies = "") {
  return "sites:\n"
         "  firms: {kind: industry, place: here, rate: 40 t/d, payload: 10 t, shares: {slag: 3, sludge: 1}, outlets: [brick, kiln], " +
         parameters +
         "}\n"
         "  brick: {kind: outlet, place: here, accepts: [slag], capacity: 100 t/d, yard: 100 t}\n"
         "  kiln: {kind: outlet, place: here, accepts: [sludge], utilised: 0, capacity: 100 t/d, yard: 100 t}\n" +
         policies;
}

std::int64_t used(SmallWorld& world, const std::string& site, Channel channel) { return world.in_year(site, channel, 2020); }

}  // namespace

TEST_CASE("the streams of a group of industries arise by their shares and go to who takes each") {
  SmallWorld world(firms("firms: 5"), "2021-01-01", {}, two_streams);
  world.run();
  CHECK(world.in_year("firms", Channel::generated, 2020) == 366 * 40'000'000ll);
  CHECK(world.in_year("brick", Channel::received, 2020) == Approx(366 * 30e6).margin(10e6));
  CHECK(world.in_year("kiln", Channel::received, 2020) == Approx(366 * 10e6).margin(10e6));
  CHECK(used(world, "brick", Channel::utilised) > 0);
  CHECK(used(world, "kiln", Channel::utilised) == 0);
  CHECK(used(world, "kiln", Channel::disposed) > 0);
}

TEST_CASE("what is used at the firms never leaves, and a policy adds to it") {
  SmallWorld half(firms("treated_here: 50 %"), "2021-01-01", {}, two_streams);
  CHECK(used(half.run(), "firms", Channel::utilised) == 366 * 20'000'000ll);
  SmallWorld more(firms("treated_here: 50 %", "policies: {on_site: {kind: diversion, sites: [firms], share: 50 %, starts: 2020-01-01}}\n"),
                  "2021-01-01", {}, two_streams);
  CHECK(used(more.run(), "firms", Channel::utilised) == 366 * 30'000'000ll);
  SmallWorld all(firms("treated_here: 100 %"), "2021-01-01", {}, two_streams);
  CHECK(used(all.run(), "firms", Channel::sent) == 0);
}

TEST_CASE("an outlet brings to use what a policy diverts from what it puts away") {
  SmallWorld world(firms("", "policies: {kiln_use: {kind: diversion, sites: [kiln], share: 25 %, starts: 2020-01-01}}\n"), "2021-01-01", {},
                   two_streams);
  world.run();
  const auto kept = used(world, "kiln", Channel::utilised), gone = used(world, "kiln", Channel::disposed);
  CHECK(4 * kept == Approx(static_cast<double>(kept + gone)).epsilon(1e-6));
}

TEST_CASE("the days of many firms even out") {
  const auto spread = [](const std::string& number) {
    SmallWorld world(firms("noise: 0.5, firms: " + number), "2023-01-01", {}, two_streams);
    world.run();
    double sum = 0;
    for (int month = 0; month < 36; ++month)
      sum += std::fabs(static_cast<double>(world.sum("firms", Channel::generated, month, month + 1)) / (30.44 * 40e6) - 1);
    return sum / 36;
  };
  CHECK(spread("400") < 0.5 * spread("1"));
}

TEST_CASE("a group without a stream or without an outlet is refused") {
  CHECK_THROWS_AS(SmallWorld("sites: {firms: {kind: industry, place: here, rate: 1 t/d}}\n"), sim::InputError);
}
