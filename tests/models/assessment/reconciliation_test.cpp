#include "models/assessment/reconciliation.h"

#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "models/world/world.h"
#include "tests/catch.h"
#include "tests/laws/district.h"
#include "tests/models/scenario/scenario_folder.h"
#include "tests/paths.h"

namespace waste::testing {
namespace {

const std::string small = R"(
format: 1
period: {starts: 2020-01-01, ends: 2020-02-01}
statistics:
  all: {value: 100, sigma: 1}
  used: {value: 61, sigma: 1}
  left: {value: 41, sigma: 1}
  unknown: {unit: t}
balances:
  fate: {expression: all - used - left}
)";

std::unique_ptr<World> small_world(const std::string& more = "") {
  const ScenarioFolder folder;
  return build_world(folder.read(small + more));
}

std::string refusal(const std::string& more) {
  try {
    small_world(more);
  } catch (const sim::InputError& error) {
    return error.diagnostics().front().code + " " + error.diagnostics().front().message + " " + error.diagnostics().front().hint;
  }
  return "accepted";
}

}  // namespace

TEST_CASE("statistics are adjusted by their uncertainty until the balance closes", "[reconcile]") {
  const auto found =
      reconcile(small_world("claims: {share: {value: 75, sigma: 0.5, factor: 100, expression: used / all, contradicts: C1}}\n")->plan);
  // Maps come sorted: all, left, unknown, used.
  CHECK(found.flows.value[0] == Approx(100 + 2.0 / 3));
  CHECK(found.flows.value[1] == Approx(41 - 2.0 / 3));
  CHECK(std::isnan(found.flows.value[2]));
  CHECK(found.flows.value[3] == Approx(61 - 2.0 / 3));
  CHECK(found.flows.chi_square == Approx(4.0 / 3));
  CHECK(found.passes());
  REQUIRE(found.claims.size() == 1);
  CHECK(found.claims[0].found == Approx(100 * (61 - 2.0 / 3) / (100 + 2.0 / 3)));
  CHECK_FALSE(found.claims[0].agrees);
}

TEST_CASE("expressions that cannot be read are refused with what would be right", "[reconcile]") {
  CHECK(refusal("claims: {x: {value: 1, sigma: 1, expression: used / al}}\n").find("E0710") == 0);
  CHECK(refusal("claims: {x: {value: 1, sigma: 1, expression: used / alls}}\n").find("did you mean 'all'") != std::string::npos);
  CHECK(refusal("claims: {x: {value: 1, sigma: 1, expression: used + }}\n").find("E0710") == 0);
  CHECK(refusal("claims: {x: {value: 1, sigma: 1, expression: used * 2}}\n").find("E0710") == 0);
  CHECK(refusal("claims: {x: {value: 1, sigma: 1, expression: 2 used}}\n").find("E0710") == 0);
  CHECK(refusal("claims: {x: {value: 1, sigma: 0, expression: used}}\n").find("sigma above 0") != std::string::npos);
  CHECK(refusal("claims: {x: {value: 1, sigma: 1}}\n").find("E0101") == 0);
  CHECK(refusal("hindcast: {x: {measure: burned}}\n").find("E0711") == 0);
  CHECK(refusal("claims: {x: {value: 1, sigma: 1, expression: 2*used + 0.5*left / all - used}}\n") == "accepted");
}

TEST_CASE("the plan's statistics close within their uncertainty, and no gross error is suspected", "[reconcile]") {
  const auto world = district("baseline");
  const auto found = reconcile(world->plan);
  CHECK(found.flows.freedom >= 5);
  CHECK(found.passes());
  for (std::size_t i = 0; i < world->plan.statistics.size(); ++i) {
    INFO(world->plan.statistics[i].id);
    CHECK_FALSE(std::abs(found.flows.z[i]) > found.suspicion);
  }
}

TEST_CASE("every printed figure that contradicts the flows stands in the register, and no other does", "[reconcile]") {
  const auto world = district("baseline");
  const auto found = reconcile(world->plan);
  std::ifstream file(waste::testing::in_project("data/banan/CONFLICTS.md"));
  std::stringstream text;
  text << file.rdbuf();
  std::size_t contradictions = 0;
  for (std::size_t i = 0; i < world->plan.claims.size(); ++i) {
    const Claim& claim = world->plan.claims[i];
    INFO(claim.id << ": " << claim.value << " against " << found.claims[i].found);
    CHECK(found.claims[i].agrees == claim.contradicts.empty());
    contradictions += !found.claims[i].agrees;
    if (!claim.contradicts.empty()) CHECK(text.str().find("| " + claim.contradicts + " |") != std::string::npos);
  }
  CHECK(contradictions >= 7);
}

TEST_CASE("the simulation starts from the reconciled year", "[reconcile]") {
  const auto world = district("baseline");
  const auto found = reconcile(world->plan);
  std::map<std::string, const HindcastFacts*> rows;
  for (const auto& row : world->plan.hindcast) rows[row.id] = &row;
  for (std::size_t i = 0; i < world->plan.statistics.size(); ++i) {
    const Statistic& statistic = world->plan.statistics[i];
    if (statistic.hindcast.empty()) continue;
    INFO(statistic.id);
    REQUIRE(rows.contains(statistic.hindcast));
    const HindcastFacts& row = *rows[statistic.hindcast];  // that it is simulated within its tolerance: hindcast_test.cpp
    CHECK(row.unit == statistic.unit);
    CHECK(row.stated == Approx(found.flows.value[i]).epsilon(0.02));
  }
}

}  // namespace waste::testing
