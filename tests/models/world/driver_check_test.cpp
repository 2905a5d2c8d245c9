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

}  // namespace waste::testing
