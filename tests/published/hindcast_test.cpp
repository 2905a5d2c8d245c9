// The year 2020 of the baseline against what the plan states of it: every row of data/banan/statistics/hindcast.csv. Nothing is set:
// each figure is a sum over loads or counts. What is outside its tolerance must say why.

#include <cmath>
#include <set>

#include "models/assessment/hindcast.h"
#include "models/assessment/statistics.h"
#include "tests/catch.h"
#include "tests/laws/district.h"

namespace waste::testing {

TEST_CASE("the year 2020 comes out of the flows as the plan states it", "[hindcast]") {
  const auto world = district("baseline", {}, "2021-01-01");
  REQUIRE(world->plan.hindcast.size() >= 30);
  constexpr std::uint64_t replicas = 4;
  std::vector<std::vector<double>> samples(world->plan.hindcast.size());
  for (std::uint64_t r = 0; r < replicas; ++r) {
    Replica running(*world, r);
    const Books books = *running.finish(go_on);
    const Accounts accounts(world->district, running.policies(), books);
    for (std::size_t i = 0; i < samples.size(); ++i) samples[i].push_back(simulated(world->plan.hindcast[i], accounts).value_or(undefined));
  }
  std::size_t compared = 0;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const HindcastFacts& row = world->plan.hindcast[i];
    const double mean = summarise(samples[i]).mean;
    INFO(row.id << ": stated " << row.stated << ", simulated " << mean << " " << row.unit);
    CHECK(verdict(row, mean) != "outside");
    compared += !std::isnan(mean);
  }
  CHECK(compared >= 15);
}

TEST_CASE("a row of the hindcast is within, explained, outside or not simulated", "[hindcast]") {
  HindcastFacts row;
  row.stated = 100;
  CHECK(verdict(row, 102) == "within");
  CHECK(verdict(row, 97.9) == "outside");
  CHECK(verdict(row, std::nan("")) == "not simulated");
  row.reason = "a reason";
  CHECK(verdict(row, 97.9) == "explained");
  CHECK(verdict(row, 100) == "within");
}

TEST_CASE("less than a year is no hindcast, and neither is what the scenario does not hold", "[hindcast]") {
  const auto world = district("baseline", {"sites.lvyin.topic=green_mines"}, "2020-02-01");
  Replica running(*world, 0);
  const Books books = *running.finish(go_on);
  const Accounts accounts(world->district, running.policies(), books);
  for (const auto& row : world->plan.hindcast) CHECK_FALSE(simulated(row, accounts));
}

}  // namespace waste::testing
