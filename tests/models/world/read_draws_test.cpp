#include "models/world/read_draws.h"

#include <algorithm>
#include <cmath>

#include "models/world/replica_world.h"
#include "models/world/world.h"
#include "tests/catch.h"
#include "tests/laws/district.h"

namespace waste::testing {
namespace {

std::string code_of(const std::string& change) {
  try {
    district("baseline", {change}, "2020-02-01");
  } catch (const sim::InputError& error) {
    return error.diagnostics().front().code;
  }
  return "accepted";
}

const UncertainValue& value_at(const World& world, const std::string& path) {
  const auto at = std::find_if(world.uncertain.begin(), world.uncertain.end(), [&](const UncertainValue& v) { return v.path == path; });
  REQUIRE(at != world.uncertain.end());
  return *at;
}

double drawn_at(const World& world, const std::vector<double>& drawn, const std::string& path) {
  return drawn[static_cast<std::size_t>(&value_at(world, path) - world.uncertain.data())];
}

}  // namespace

TEST_CASE("a member that is no uncertain value is refused, and so is one with two causes", "[draws]") {
  CHECK(code_of("common_causes.x={of: [sites.nowhere.*], correlation: 0.5, source: judgement}") == "E0776");
  CHECK(code_of("common_causes.x={of: [drivers.waste_per_head.trend], opposite: [economy.nothing], correlation: 0.5, source: judgement}") ==
        "E0776");
  CHECK(code_of("common_causes.x={of: [drivers.industry.trend], correlation: 0.5, source: judgement}") == "E0777");
  CHECK(code_of("common_causes.x={of: [drivers.waste_per_head.trend], correlation: 0.5, source: judgement}") == "accepted");
  CHECK(code_of("common_causes.x={of: drivers.waste_per_head.trend, correlation: 0.5, source: judgement}") == "E0103");
}

TEST_CASE("what a unit leads has one cause, and who is strong begins sooner", "[draws]") {
  const auto world = district("plan", {"uncertainty=parameters"}, "2020-02-01");
  const UncertainValue &size = value_at(*world, "policies.gypsum_market.change"),
                       &start = value_at(*world, "policies.gypsum_market.starts");
  REQUIRE(!size.cause.path.empty());
  CHECK(start.cause.path == size.cause.path);
  CHECK(size.loading > 0);
  CHECK(start.loading == -size.loading);
  CHECK(code_of("common_causes.x={led_by: nobody, correlation: 0.5, source: judgement}") == "E0776");
  CHECK(code_of("common_causes.x={correlation: 0.5, source: judgement}") == "E0101");
}

TEST_CASE("a held total that names no number, or nothing to adjust, is refused", "[draws]") {
  CHECK(code_of("held_totals.x={terms: [[sites.nowhere.units]], adjusts: [sites.nowhere.units], source: s}") == "E0778");
  CHECK(code_of("held_totals.x={terms: [[sites.compounds.units]], adjusts: [sites.compounds.reached], source: s}") == "E0778");
  CHECK(code_of("held_totals.x={terms: [[sites.compounds.units, sites.compounds.nothing]], adjusts: [sites.compounds.units], source: s}") ==
        "E0778");
}

TEST_CASE("a row of draws that is no dimension, or gives a path two, is refused", "[draws]") {
  CHECK(code_of("draws.x={path: economy.nothing}") == "E0775");
  CHECK(code_of("draws.d3667={path: economy.nothing}") == "E0775");
  CHECK(code_of("draws.d3666={path: drivers.waste_per_head.trend}") == "E0775");
  CHECK(code_of("draws.d3666={path: economy.nothing}") == "accepted");
}

TEST_CASE("a dimension that is added moves no draw of another", "[draws]") {
  const auto world = district("baseline", {"uncertainty=parameters"}, "2020-02-01");
  const auto more = district("baseline", {"uncertainty=parameters", "draws.d3666={path: economy.nothing}"}, "2020-02-01");
  CHECK(world_of_replica(*world, 9)->drawn == world_of_replica(*more, 9)->drawn);
}

TEST_CASE("what the plan prints of the base year stays so, whatever is drawn", "[draws]") {
  const auto world = district("baseline", {"uncertainty=parameters"}, "2020-02-01");
  double least = 1e9, most = 0;
  for (std::uint64_t replica = 0; replica < 8; ++replica) {
    const auto drawn = world_of_replica(*world, replica)->drawn;
    const auto at = [&](const std::string& path) { return drawn_at(*world, drawn, path); };
    const double units = at("sites.compounds.units");
    least = std::min(least, units);
    most = std::max(most, units);
    CHECK(at("sites.compounds.reached") == std::floor(units * 471 / 500 + 0.5));
    CHECK(at("sites.fengsheng.lines") * at("sites.fengsheng.line_capacity") == Approx(2400).epsilon(1e-9));
    CHECK(at("sites.fengsheng.bottom_ash_yield") * (at("sites.imports.rate") + 827) == Approx(0.21566 * (1400 + 827)).epsilon(1e-9));
    double sold = 0;
    for (const char* site : {"fufeng", "cement_south", "cement_outside", "board_maker"})
      sold += at(std::string("sites.") + site + ".demand");
    CHECK(sold == Approx(244.9658 + 107.785 + 88.1877 + 49.0839).epsilon(1e-9));
  }
  CHECK(most > least);
}

TEST_CASE("causes and dimensions reach the values", "[draws]") {
  const auto world = district("baseline", {"uncertainty=parameters"}, "2020-02-01");
  const UncertainValue& pass = value_at(*world, "sites.compounds.pass");
  const UncertainValue& lapse = value_at(*world, "sites.compounds.lapse");
  CHECK(pass.cause.path == "common_causes.households");
  CHECK(pass.loading == -lapse.loading);
  CHECK(pass.loading * pass.loading == Approx(gaussian_correlation(0.3)).epsilon(1e-12));
  CHECK(pass.dimension != RankName::no_dimension);
  CHECK(pass.cause.dimension != RankName::no_dimension);
  CHECK(world->unlisted == 0);
}

}  // namespace waste::testing
