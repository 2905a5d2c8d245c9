#include "models/world/driver_check.h"

#include "tests/catch.h"
#include "tests/laws/district.h"

namespace waste::testing {

TEST_CASE("a stream that some site of a driver has is enough; a site without any of its streams is refused with those that it has") {
  const auto first = [](const std::string& change) -> std::string {
    try {
      district("baseline", {change});
    } catch (const sim::InputError& error) {
      return error.diagnostics().front().code + " " + error.diagnostics().front().message;
    }
    return "accepted";
  };
  CHECK(first("drivers.floor_demolished.streams=[demolition_waste, spoil]") == "accepted");
  CHECK(first("drivers.industry.generation=[display_plant]") == "accepted");
  CHECK(first("drivers.industry={generation: [display_plant], streams: [rubbish]}") ==
        "E0781 driver 'industry' changes nothing at 'display_plant', for its streams");
}

TEST_CASE("a known year that is not after the base year is warned about, because it changes nothing") {
  const auto world = district("baseline", {"base_year=2024-05", "period.starts=2024-05-01"}, "2024-06-01");
  int warned = 0;
  for (const Warning& warning : world->warnings) {
    warned += warning.at.code == "E0784";
    CHECK(warning.at.line > 0);
  }
  CHECK(warned == 2);
  CHECK(district("baseline")->warnings.empty());
}

}  // namespace waste::testing
