// What a driver says has an effect, or is refused with a place and a remedy.
#include "models/policies/read_drivers.h"

#include "tests/catch.h"
#include "tests/models/small_world.h"

namespace {

/// The first error of a world with this driver of a plant.
std::string refusal(const std::string& driver, const std::string& more = "") {
  const std::string sites = "sites:\n"
                            "  plant: {kind: producer, place: here, rate: 10 t/d, payload: 1 t, stream: rubbish, outlet: works}\n"
                            "  works: {kind: outlet, place: here, accepts: [rubbish], capacity: 80 t/d, yard: 100 t}\n";
  try {
    const SmallWorld small(sites + "drivers: {d: {" + driver + "}}\n" + more);
  } catch (const sim::InputError& error) {
    const auto& first = error.diagnostics().front();
    CHECK(first.line > 0);
    if (first.code >= "E07") CHECK_FALSE(first.message_zh.empty());
    return first.code + " " + first.message + "; " + first.hint;
  }
  return "accepted";
}

}  // namespace

TEST_CASE("a driver that drives nothing is refused") {
  CHECK(refusal("trend: 3 %/a") ==
        "E0780 driver 'd' drives nothing; sites under brought_out, generation, demand or inflow, or value_added: yes");
  CHECK(refusal("trend: 3 %/a, value_added: yes") == "accepted");
}

TEST_CASE("a driver at a site that does not ask what it answers is refused, and so is a stream that is not there") {
  CHECK(refusal("generation: [works]") ==
        "E0781 driver 'd' changes what arises, which 'works' (outlet) does not ask for; a site that asks for it");
  CHECK(refusal("demand: [plant]").starts_with("E0781 driver 'd' changes demand, which 'plant' (producer) does not ask for"));
  CHECK(refusal("generation: [plant], streams: [rubbish]") == "accepted");
  CHECK(refusal("value_added: yes, streams: [rubbish]") ==
        "E0781 driver 'd' changes nothing for stream 'rubbish' at its sites; a stream that they have");
}

TEST_CASE("known years are years, in any order") {
  CHECK(refusal("generation: [plant], known: {y2021: 101 %}").starts_with("E0782 'y2021' is not a year"));
  CHECK(refusal("generation: [plant], known: {2021: 0}").starts_with("E0106"));
  CHECK(refusal("generation: [plant], known: {2023: 110 %, 2021: 101 %}") == "accepted");
}

TEST_CASE("limits hold, and growth that compounds beyond a thousandfold is refused") {
  CHECK(refusal("generation: [plant], trend: -150 %/a").starts_with("E0106"));
  CHECK(refusal("generation: [plant], persistence: 1").starts_with("E0106"));
  CHECK(refusal("generation: [plant], trend: 100 %/a", "").starts_with("accepted"));
  CHECK(refusal("generation: [plant], growth: 3 %/a").starts_with("E0102"));
}

TEST_CASE("growth of the economy is short for a driver, and refused beside one of the same") {
  CHECK(refusal("generation: [plant]", "economy: {industrial_growth: 5 %/a}\n") == "accepted");
  CHECK(refusal("value_added: yes", "economy: {industrial_growth: 5 %/a}\n") ==
        "E0783 economy.industrial_growth and driver 'd' would count growth twice; one of the two");
  CHECK(refusal("value_added: yes", "economy: {industrial_growth: 0 %/a}\n") == "accepted");
}
