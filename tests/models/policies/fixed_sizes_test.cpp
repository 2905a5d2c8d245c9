#include "models/policies/fixed_sizes.h"

#include "tests/catch.h"
#include "tests/laws/district.h"

namespace waste::testing {

TEST_CASE("no size of a policy in the scenarios of the project is without a range, unless the plan or a definition fixes it",
          "[policies]") {
  for (const char* name :
       {"baseline", "plan", "construction_boom", "gypsum_levy", "gypsum_slump", "incinerator_outage", "pandemic", "wider_whitelist"}) {
    INFO(name);
    CHECK(sizes_without_range(scenario(name)).empty());
  }
}

TEST_CASE("a size given as a single value has no range, until it is called fixed", "[policies]") {
  const std::vector<std::string> expected{"policies.gypsum_market.change"};
  CHECK(sizes_without_range(scenario("plan", {"policies.gypsum_market.change=20 %"})) == expected);
  CHECK(sizes_without_range(scenario("plan", {"policies.gypsum_market.change=20 %", "policies.gypsum_market.fixed=change"})).empty());
}

TEST_CASE("what is called fixed is a size that the policy gives as a single value", "[policies]") {
  const auto refused_with = [](const std::string& names) {
    try {
      district("plan", {"policies.gypsum_market.change=20 %", "policies.gypsum_market.fixed=" + names});
    } catch (const sim::InputError& error) {
      return error.diagnostics().front().code + " " + error.diagnostics().front().hint;
    }
    return std::string("accepted");
  };
  CHECK(refused_with("change") == "accepted");
  CHECK(refused_with("chang") == "E0772 did you mean 'change'?");
  CHECK(refused_with("starts") == "E0772 a size that it gives, or nothing");
}

}  // namespace waste::testing
