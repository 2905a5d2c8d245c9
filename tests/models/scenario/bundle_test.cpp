#include "models/scenario/bundle.h"

#include "models/world/world.h"
#include "tests/catch.h"
#include "tests/laws/district.h"

namespace waste::testing {

TEST_CASE("a scenario comes back from its bytes with texts, data, values and origins", "[bundle]") {
  const Scenario plan = scenario("plan", {"policies.gypsum_market.change=30 %"});
  const Scenario again = ScenarioBytes::read(ScenarioBytes::write(plan));
  CHECK(again.name() == plan.name());
  CHECK(again.changes() == plan.changes());
  CHECK(again.sha256() == plan.sha256());
  CHECK(again.data_sha256() == plan.data_sha256());
  CHECK(again.resolved_text(true) == plan.resolved_text(true));
  REQUIRE(again.values().size() == plan.values().size());
  for (std::size_t i = 0; i < plan.values().size(); ++i) {
    CHECK(again.values()[i].path == plan.values()[i].path);
    CHECK(again.values()[i].status == plan.values()[i].status);
    CHECK(again.values()[i].origin == plan.values()[i].origin);
  }
  CHECK(ScenarioBytes::write(again) == ScenarioBytes::write(plan));
}

TEST_CASE("a scenario from bytes can be changed, and its errors still name file and line", "[bundle]") {
  const Scenario again = ScenarioBytes::read(ScenarioBytes::write(scenario("plan")));
  CHECK(again.with({{"replicas", "3"}}).root().at_path("replicas")->text == "3");
  try {
    build_world(again.with({{"sites.fengsheng.capacity", "5 km"}}));
    FAIL("accepted");
  } catch (const sim::InputError& error) {
    CHECK(error.diagnostics().front().file == "--set");
  }
}

TEST_CASE("bytes of a scenario that were cut or made up are refused", "[bundle]") {
  const std::string bytes = ScenarioBytes::write(scenario("plan"));
  for (const std::size_t length : {std::size_t{0}, std::size_t{7}, std::size_t{100}, bytes.size() / 2, bytes.size() - 1})
    CHECK_THROWS_AS(ScenarioBytes::read(bytes.substr(0, length)), sim::Error);
  CHECK_THROWS_AS(ScenarioBytes::read(bytes + "x"), sim::Error);
  std::string huge = bytes;
  huge.replace(8, 4, "\xff\xff\xff\x7f");  // the length of the name
  CHECK_THROWS_AS(ScenarioBytes::read(huge), sim::Error);
}

}  // namespace waste::testing
