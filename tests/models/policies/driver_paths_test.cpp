// Drivers reach facilities through the questions that they ask policies; scenarios share their paths.
#include "models/policies/driver_paths.h"

#include "tests/catch.h"
#include "tests/models/small_world.h"

namespace {

using waste::Channel;
using waste::PolicyLever;

constexpr const char* streams = "{ash: {category: general_industrial}, slag: {category: general_industrial}}";

/// Two plants and their outlet; `drivers` of the first, or of both.
std::string with(const std::string& drivers, const std::string& more = "") {
  return "sites:\n"
         "  plant: {kind: producer, place: here, rate: 10 t/d, payload: 1 t, stream: ash, outlet: works}\n"
         "  other: {kind: producer, place: here, rate: 10 t/d, payload: 1 t, stream: slag, outlet: works, industry: 50 %}\n"
         "  works: {kind: outlet, place: here, accepts: [ash, slag], capacity: 80 t/d, yard: 100 t}\n" +
         more + "drivers: " + drivers + "\n";
}

SmallWorld world(const std::string& text) { return SmallWorld(text, "2023-01-01", {}, streams); }

double on(const SmallWorld& small, const char* site, const char* date, std::uint64_t replica = 0) {
  const auto policies = small.world().draw_policies(replica);
  return policies.generation(small.world().district.site(site), small.world().district.stream("ash"), *sim::parse_time(date));
}

}  // namespace

TEST_CASE("a step holds for its year, and the base year is the base year") {
  const SmallWorld small = world(with("{d: {trend: 10 %/a, generation: [plant]}}"));
  CHECK(on(small, "plant", "2020-12-31") == 1);
  CHECK(on(small, "plant", "2021-01-01") == Approx(1.1));
  CHECK(on(small, "plant", "2021-12-31") == Approx(1.1));
  CHECK(on(small, "plant", "2022-12-31") == Approx(1.21));
  CHECK(on(small, "other", "2022-12-31") == 1);
}

TEST_CASE("a line runs from the middle of a year to that of the next, and is level before that of the base year") {
  const SmallWorld small = world(with("{d: {trend: 10 %/a, between: linear, generation: [plant]}}"));
  CHECK(on(small, "plant", "2020-07-01") == 1);
  CHECK(on(small, "plant", "2021-01-01") == Approx(1.05));
  CHECK(on(small, "plant", "2021-07-02") == Approx(1.1).margin(2e-4));
  CHECK(on(small, "plant", "2022-12-31") == Approx(1.21 + 0.5 * 0.121).margin(5e-4));  // on the way to the year after the period
}

TEST_CASE("what a plant yields follows its driver, that of industry to the degree that it says") {
  SmallWorld small =
      world(with("{d: {trend: 10 %/a, generation: [plant]}, industry: {value_added: yes, known: {2021: 120 %}, trend: 20 %/a}}"));
  small.run();
  CHECK(small.in_year("plant", Channel::generated, 2020) == 3'660'000'000);
  CHECK(small.in_year("plant", Channel::generated, 2021) == Approx(3650e6 * 1.1));
  CHECK(small.in_year("other", Channel::generated, 2021) == Approx(3650e6 * 1.1));
  CHECK(small.in_year("other", Channel::generated, 2022) == Approx(3650e6 * 1.22));
  CHECK(small.world().draw_policies(0).value_added(*sim::parse_time("2022-06-01")) == Approx(1.44));
}

TEST_CASE("drivers of streams leave the others alone, and several multiply") {
  const SmallWorld small = world(with("{a: {trend: 10 %/a, generation: [other], streams: [slag]}, b: {trend: 20 %/a, generation: [plant]},"
                                      " c: {trend: 50 %/a, generation: [plant]}}"));
  CHECK(on(small, "plant", "2021-06-01") == Approx(1.8));
  const auto policies = small.world().draw_policies(0);
  const auto& district = small.world().district;
  CHECK(policies.generation(district.site("other"), district.stream("slag"), *sim::parse_time("2021-06-01")) == Approx(1.1));
}

TEST_CASE("paths are drawn when assumptions are, one for each replica, the same in all scenarios and under any other driver") {
  const std::string noisy = "d: {trend: 10 %/a, deviation: 20 %, persistence: 0.5, generation: [plant]}";
  const SmallWorld off = world(with("{" + noisy + "}"));
  CHECK(on(off, "plant", "2021-06-01") == Approx(1.1));
  const std::string on_text = "uncertainty: parameters\n";
  const SmallWorld drawn = world(on_text + with("{" + noisy + "}"));
  const SmallWorld planned =
      world(on_text + with("{another: {deviation: 90 %, generation: [other]}, " + noisy + "}",
                           "policies: {less: {kind: source_reduction, reduction: 50 %, sites: [plant], starts: 2022-01-01}}\n"));
  CHECK(on(drawn, "plant", "2021-06-01", 0) != Approx(1.1));
  CHECK(on(drawn, "plant", "2021-06-01", 0) != on(drawn, "plant", "2021-06-01", 1));
  for (std::uint64_t replica = 0; replica < 5; ++replica) {
    CHECK(on(planned, "plant", "2021-06-01", replica) == on(drawn, "plant", "2021-06-01", replica));
    CHECK(on(planned, "plant", "2022-06-01", replica) == 0.5 * on(drawn, "plant", "2022-06-01", replica));
  }
}

TEST_CASE("growth of the economy is a driver with a trend alone") {
  const SmallWorld growing = world(with("{d: {trend: 3 %/a, generation: [plant]}}", "economy: {industrial_growth: 20 %/a}\n"));
  const SmallWorld driven = world(with("{d: {trend: 3 %/a, generation: [plant]}, e: {trend: 20 %/a, value_added: yes}}"));
  for (const char* date : {"2020-06-01", "2021-06-01", "2022-12-31"})
    CHECK(growing.world().draw_policies(0).industry(*sim::parse_time(date)) ==
          driven.world().draw_policies(0).industry(*sim::parse_time(date)));
}

TEST_CASE("a driver is no policy: it is in no list of those that acted") {
  SmallWorld small = world(with("{d: {trend: 10 %/a, generation: [plant]}}"));
  CHECK(small.world().draw_policies(0).acted().empty());
}
