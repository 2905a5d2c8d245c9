#include "models/world/replica_world.h"

#include <cmath>
#include <fstream>

#include "models/results/reader.h"
#include "models/run.h"
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

TEST_CASE("only assumptions with a range are drawn, and never the ends of a parameter that is a range itself", "[uncertainty]") {
  const ScenarioFolder folder;
  const auto values = values_of(folder,
                                "sites.a.capacity,100,t/d,80,150,assumption,guess,\n"
                                "sites.a.rate,5,t/d,,,plan,line 1,5\n"
                                "sites.a.tipping.low,5,min,4,6,assumption,guess,\n"
                                "sites.a.tipping.mode,8,min,7,9,assumption,guess,\n"
                                "sites.a.tipping.high,9,min,8,12,assumption,guess,\n"
                                "sites.a.fixed,3,t,3,3,assumption,no range,\n"
                                "places.here.x,3,t,2,4,assumption,not simulated,\n",
                                "{a: {kind: outlet}}");
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

TEST_CASE("a run with uncertain parameters is the same for any number of threads, and holds its draws", "[uncertainty]") {
  const ScenarioFolder folder;
  const auto bytes_of = [&](unsigned threads) {
    RunOptions options;
    options.replicas = 3;
    options.threads = threads;
    options.output = folder / ("threads" + std::to_string(threads) + ".h5");
    run(std::vector<Scenario>{scenario("baseline", {"uncertainty=parameters"}, "2020-02-01"),
                              scenario("plan", {"uncertainty=parameters"}, "2020-02-01")},
        options);
    std::ifstream file(options.output, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  };
  const std::string one = bytes_of(1);
  CHECK(one == bytes_of(2));
  const auto results = read_results(folder / "threads1.h5");
  CHECK(results.scenarios.front().uncertain == district("baseline", {"uncertainty=parameters"}, "2020-02-01")->uncertain.size());
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
