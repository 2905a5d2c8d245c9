
#include "engine/base/error.h"
#include "tests/catch.h"
#include "tests/models/small_world.h"

using waste::Channel;

namespace {

constexpr const char* streams = "{rubbish: {category: rubbish}, paper: {category: recyclables}}";

std::string station(const std::string& parameters, const std::string& policies = "") {
  return "driving: {low: 100 %, mode: 100 %, high: 100 %}\n"
         "sites:\n"
         "  source: {kind: producer, place: here, rate: 20 t/d, payload: 5 t, stream: paper, outlet: station}\n"
         "  dealer: {kind: outlet, place: here, accepts: [paper], capacity: 1000 t/d, yard: 1000 t}\n"
         "  tip: {kind: landfill, place: here, stream: rubbish, capacity: 1000000 t}\n"
         "  station: {kind: recycling_station, place: here, outlet: dealer, " +
         parameters + "}\n" + policies;
}

constexpr const char* sorting = "recovered: {paper: 80 %}, capacity: 100 t/d, payload: 1 t, rubbish: rubbish, rubbish_outlet: tip";

SmallWorld world(const std::string& text) { return SmallWorld(text, "2022-01-01", {}, streams); }

}  // namespace

TEST_CASE("a sorting centre sells one part on and throws out the rest") {
  SmallWorld centre = world(station(sorting));
  centre.run();
  CHECK(centre.in_year("dealer", Channel::received, 2020) == Approx(366 * 16e6).margin(20e6));
  CHECK(centre.in_year("tip", Channel::received, 2020) == Approx(366 * 4e6).margin(10e6));
}

TEST_CASE("a transfer point that sorts nothing out passes everything on") {
  SmallWorld point = world(station("recovered: {paper: 100 %}, capacity: 100 t/d, payload: 7 t"));
  point.run();
  CHECK(point.in_year("dealer", Channel::received, 2020) == Approx(366 * 20e6).margin(30e6));
  CHECK(point.in_year("dealer", Channel::received, 2020) % 7'000'000 == 0);
  CHECK(point.in_year("station", Channel::consumed, 2020) == 0);
}

TEST_CASE("better sorting saves its part of what was thrown out, all of it at most") {
  const auto thrown_out = [](const std::string& saved) {
    SmallWorld better = world(station(sorting,
                                      "policies: {base: {kind: diversion, sites: [station], share: " + saved + ", starts: 2021-01-01}}\n"));
    return better.run().in_year("station", Channel::consumed, 2021);
  };
  CHECK(thrown_out("0 %") == Approx(365 * 4e6).margin(4e6));
  CHECK(thrown_out("50 %") == Approx(365 * 2e6).margin(4e6));
  CHECK(thrown_out("100 %") == 0);
}

TEST_CASE("what comes beyond a day's capacity waits") {
  SmallWorld slow = world(station("recovered: {paper: 100 %}, capacity: 5 t/d, payload: 1 t"));
  slow.run();
  CHECK(slow.in_year("dealer", Channel::received, 2020) == Approx(366 * 5e6).margin(6e6));
}

TEST_CASE("a station that sorts out needs somewhere to put it") {
  CHECK_THROWS_AS(world(station("recovered: {paper: 80 %}, capacity: 1 t/d")), sim::InputError);
  CHECK_THROWS_AS(world(station("recovered: {}, capacity: 1 t/d")), sim::InputError);
}
