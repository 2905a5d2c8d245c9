
#include <set>

#include "engine/base/quantity.h"
#include "models/facilities/facility.h"
#include "models/assessment/indicator.h"
#include "models/policies/policy.h"
#include "tests/catch.h"

namespace waste {
namespace {

template <class Interface>
void check_kinds(const std::string& name_characters) {
  std::set<std::string> names;
  for (const auto& kind : sim::Catalogue<Interface>::all()) {
    CAPTURE(kind.name);
    REQUIRE(names.insert(kind.name).second);
    REQUIRE(kind.name.find_first_not_of(name_characters) == std::string::npos);
    REQUIRE(kind.description.size() > 10);
    REQUIRE(kind.description.back() == '.');
    REQUIRE(kind.make() != nullptr);
  }
  REQUIRE(names.size() >= 8);
}

template <class Interface>
void check_parameters() {
  static const std::set<std::string> words{"site", "stream", "date", "text", "yes/no", "steps"};
  for (const auto& kind : sim::Catalogue<Interface>::all()) {
    auto object = kind.make();
    std::set<std::string> names;
    for (std::size_t i = 0; i < kind.parameters.size(); ++i) {
      const auto& parameter = kind.parameters[i];
      CAPTURE(kind.name, parameter.name);
      REQUIRE(names.insert(parameter.name).second);
      REQUIRE(std::string(parameter.description).size() > 3);
      REQUIRE(parameter.low <= parameter.high);
      const bool choice = std::string(parameter.unit).find('|') != std::string::npos;
      if (!choice && !words.contains(parameter.unit)) REQUIRE_NOTHROW(sim::parse_unit(parameter.unit));
      REQUIRE_NOTHROW(kind.slot(*object, i));
    }
  }
}

}  // namespace

TEST_CASE("every kind has a name, a sentence, and can be made") {
  check_kinds<Facility>("abcdefghijklmnopqrstuvwxyz_");
  check_kinds<Policy>("abcdefghijklmnopqrstuvwxyz_");
  check_kinds<Indicator>("abcdefghijklmnopqrstuvwxyz0123456789.");
}

TEST_CASE("every parameter has a unit that the scenario reader knows, a phrase and a range") {
  check_parameters<Facility>();
  check_parameters<Policy>();
}

TEST_CASE("a policy that has not begun changes nothing, whatever its parameters") {
  for (const auto& kind : sim::Catalogue<Policy>::all()) {
    CAPTURE(kind.name);
    auto policy = kind.make();
    for (std::size_t i = 0; i < kind.parameters.size(); ++i) {
      auto slot = kind.slot(*policy, i);
      if (auto** number = std::get_if<double*>(&slot)) **number = 0.7;
      if (auto** whole = std::get_if<std::int64_t*>(&slot)) **whole = 1'000'000;
    }
    REQUIRE(policy->generation(0) == 1);
    REQUIRE(policy->separated(0).share == 0);
    REQUIRE(policy->capacity(0) == 0);
    REQUIRE(policy->demand(0) == 1);
    REQUIRE(policy->inflow(0) == 1);
    REQUIRE(policy->price(0) == 0);
    REQUIRE(policy->vehicles(0) == 0);
    REQUIRE(policy->longer_hours(0) == sim::Duration{0});
    REQUIRE(policy->may_landfill(0));
    REQUIRE(policy->reclaim(0) == 0);
    REQUIRE(policy->outage(0) == 0);
    REQUIRE(policy->reach(0) == 0);
    REQUIRE(policy->diligence(0) == 0);
    REQUIRE(policy->diverted(0) == 0);
    REQUIRE_FALSE(policy->approval({}, 0).has_value());
  }
}

TEST_CASE("every policy that the plan needs names the tasks or projects it serves") {
  for (const auto& kind : sim::Catalogue<Policy>::all()) {
    CAPTURE(kind.name);
    if (kind.name == "outage") continue;  // a stress case, no measure of the plan
    REQUIRE_FALSE(kind.serves.empty());
  }
}

}  // namespace waste
