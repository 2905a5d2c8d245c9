#include "models/world/replica_world.h"

#include <cmath>

#include "models/world/replica.h"
#include "models/world/world.h"
#include "tests/catch.h"
#include "tests/laws/district.h"
#include "tests/models/scenario/scenario_folder.h"

namespace waste::testing {
namespace {

const char* const head = "path,value,unit,low,high,status,source,printed\n";

std::vector<UncertainValue> values_of(const ScenarioFolder& folder, const std::string& rows, const std::string& sites) {
  folder.write("data/values.csv", head + rows);
  return uncertain_values(folder.read("values: [data/values.csv]\nsites: " + sites + "\n"));
}

std::vector<double> drawn(const std::vector<UncertainValue>& values, std::uint64_t replica) {
  return draw_values(values, 1, replica, std::vector<int>(values.size(), 0));
}

}  // namespace

TEST_CASE("values with a range are drawn, and never a parameter that is a distribution itself", "[uncertainty]") {
  const ScenarioFolder folder;
  const auto values = values_of(folder,
                                "sites.a.capacity,100,t/d,80,150,assumption,guess,\n"
                                "sites.a.rate,5,t/d,,,plan,line 1,5\n"
                                "sites.a.tipping,8,min,5,9,assumption,guess,\n"
                                "sites.a.fixed,3,t,3,3,assumption,no range,\n"
                                "places.here.x,3,t,2,4,assumption,not simulated,\n",
                                "{a: {kind: transfer_station}}");
  REQUIRE(values.size() == 1);
  CHECK(values[0].path == "sites.a.capacity");
  CHECK(values[0].unit == "t/d");
  CHECK(values[0].low == 80);
  CHECK(values[0].mode == 100);
  CHECK(values[0].high == 150);
}

TEST_CASE("draws keep to the range, have the mean of the PERT distribution, and depend on path and replica alone", "[uncertainty]") {
  const ScenarioFolder folder;
  const std::string row = "sites.a.capacity,100,t/d,80,150,assumption,guess,\n";
  const auto one = values_of(folder, row, "{}");
  const auto two = values_of(folder, row + "sites.a.a_new_one,1,t,0,2,assumption,guess,\n", "{}");
  double sum = 0;
  constexpr int draws = 4000;
  for (std::uint64_t r = 0; r < draws; ++r) {
    const double x = drawn(one, r)[0];
    CHECK((x >= 80 && x <= 150));
    CHECK(drawn(two, r)[1] == x);
    sum += x;
  }
  CHECK(sum / draws == Approx((80 + 4 * 100 + 150) / 6.0).epsilon(0.01));
  CHECK(drawn(one, 0) != drawn(one, 1));
}

TEST_CASE("a mode at an end of its range is drawn as well", "[uncertainty]") {
  const ScenarioFolder folder;
  const auto values = values_of(folder, "sites.a.x,0,t,0,10,assumption,g,\nsites.a.y,10,t,0,10,assumption,g,\n", "{}");
  for (std::uint64_t r = 0; r < 100; ++r)
    for (const double x : drawn(values, r)) CHECK((x > 0 && x < 10));
}

TEST_CASE("sizes, counts, dates and durations of policies are drawn, delays and steps event by event", "[uncertainty]") {
  const ScenarioFolder folder;
  const auto values = uncertain_values(folder.read(
      "policies:\n  a: {kind: fleet, vehicles: {low: 5, mode: 12, high: 29}, ramp: {low: 90 d, mode: 1 a, high: 2 a},\n"
      "      starts: {low: 2022-01-01, mode: 2022-07-01, high: 2022-12-31}, delay: {low: 0 d, mode: 1 d, high: 9 d}}\n"
      "  b: {kind: programme, steps: {x: {duration: {low: 1 d, mode: 2 d, high: 3 d}, success: {low: 50 %, mode: 80 %, high: 90 %}}}}\n"));
  REQUIRE(values.size() == 4);
  CHECK((values[0].path == "policies.a.ramp" && values[0].unit == "a" && values[0].high == 2));
  CHECK(values[0].low == Approx(90 / 365.0));
  CHECK((values[1].path == "policies.a.starts" && values[1].high - values[1].low == 364));
  CHECK((values[2].path == "policies.a.vehicles" && values[2].whole && values[2].mode == 12));
  CHECK((values[3].path == "policies.b.steps.x.success" && values[3].unit == "%"));
  for (std::uint64_t r = 0; r < 50; ++r) {
    const auto x = drawn(values, r);
    const std::string day = text_of(values[1], x[1]);
    CHECK((day.size() == 10 && day >= "2022-01-01" && day <= "2022-12-31"));
    CHECK(text_of(values[2], x[2]).find('.') == std::string::npos);
  }
}

TEST_CASE("shares of a whole stay a whole, and the months of an index keep their sum", "[uncertainty]") {
  const ScenarioFolder folder;
  std::string months;
  for (const char* month : {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"})
    months += std::string("sites.b.season.") + month + ",1,1,0.5,1.6,assumption,guess,\n";
  const auto values = values_of(folder,
                                "sites.a.split.x,20,%,5,60,assumption,guess,\nsites.a.split.y,80,%,50,90,assumption,guess,\n" + months,
                                "{}");
  REQUIRE(values.size() == 14);
  for (std::uint64_t r = 0; r < 20; ++r) {
    const auto x = drawn(values, r);
    CHECK(x[0] + x[1] == Approx(100).epsilon(1e-12));
    double year = 0;
    for (std::size_t i = 2; i < 14; ++i) year += x[i];
    CHECK(year == Approx(12).epsilon(1e-12));
  }
}

TEST_CASE("shares that have no range keep their place in a whole", "[uncertainty]") {
  const ScenarioFolder folder;
  const auto values = values_of(folder,
                                "sites.a.split.x,20,%,5,60,assumption,guess,\nsites.a.split.y,50,%,40,90,assumption,guess,\n"
                                "sites.a.split.z,30,%,30,30,assumption,sure,\n",
                                "{}");
  REQUIRE(values.size() == 2);
  for (std::uint64_t r = 0; r < 20; ++r) CHECK(drawn(values, r)[0] + drawn(values, r)[1] == Approx(70).epsilon(1e-12));
}

TEST_CASE("numbers of things are drawn whole", "[uncertainty]") {
  const auto values = uncertain_values(scenario("baseline"));
  REQUIRE(values.size() > 50);
  std::size_t whole = 0;
  const auto x = drawn(values, 3);
  for (std::size_t i = 0; i < values.size(); ++i) {
    CHECK((x[i] >= values[i].low || values[i].group != UncertainValue::no_group));
    if (!values[i].whole) continue;
    ++whole;
    CHECK(x[i] == std::floor(x[i]));
  }
  CHECK(whole > 3);
}

TEST_CASE("a scenario of uncertain parameters gives every replica a world of its own, the same one every time", "[uncertainty]") {
  const auto world = district("baseline", {"uncertainty=parameters"}, "2020-02-01");
  REQUIRE_FALSE(world->uncertain.empty());
  const auto first = world_of_replica(*world, 0), again = world_of_replica(*world, 0), other = world_of_replica(*world, 1);
  CHECK(first->drawn == again->drawn);
  CHECK(first->drawn != other->drawn);
  CHECK(first->scenario.resolved_text() == again->scenario.resolved_text());
  CHECK(first->scenario.resolved_text() != world->scenario.resolved_text());
  CHECK(first->seed == world->seed);
  CHECK(books_of(*world, 1) == books_of(*world, 1));
  CHECK(books_of(*world, 0) != books_of(*world, 1));
}

TEST_CASE("scenarios draw the same value for the same path", "[uncertainty]") {
  const auto baseline = uncertain_values(scenario("baseline")), plan = uncertain_values(scenario("plan"));
  const auto a = drawn(baseline, 5), b = drawn(plan, 5);
  std::size_t shared = 0;
  for (std::size_t i = 0, j = 0; i < baseline.size() && j < plan.size();) {
    if (baseline[i].path < plan[j].path) ++i;
    else if (plan[j].path < baseline[i].path) ++j;
    else {
      CHECK(a[i++] == b[j++]);
      ++shared;
    }
  }
  CHECK(shared > 50);
}

TEST_CASE("without uncertainty a replica lives in the common world", "[uncertainty]") {
  const auto world = district("baseline", {}, "2020-02-01");
  CHECK(world->uncertain.empty());
  CHECK(world_of_replica(*world, 7).get() == world.get());
}

TEST_CASE("another kind of uncertainty is refused", "[uncertainty]") {
  try {
    district("baseline", {"uncertainty=all"});
    FAIL("accepted");
  } catch (const sim::InputError& error) {
    CHECK(error.diagnostics().front().code == "E0712");
  }
}

}  // namespace waste::testing
