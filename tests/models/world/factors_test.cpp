#include "models/world/factors.h"

#include "models/world/replica_world.h"
#include "tests/catch.h"
#include "tests/laws/district.h"

namespace waste::testing {
namespace {

/// The district with one factor on what a head throws away.
std::vector<std::string> with_factor(const std::string& factor, const std::string& of = "sites.town_*.per_head") {
  return {"factors={per_head: {of: " + of + ", factor: " + factor + ", source: judged}}"};
}

std::string text_at(const Scenario& scenario, const char* path) {
  const auto multiplied = with_factors(scenario);
  return (multiplied ? *multiplied : scenario).root().at_path(path)->text;
}

std::string per_head(const Scenario& scenario) { return text_at(scenario, "sites.town_yudong.per_head"); }

std::string refused_with(const std::vector<std::string>& overrides) {
  try {
    district("baseline", overrides);
  } catch (const sim::InputError& error) {
    return error.diagnostics().front().code;
  }
  return "accepted";
}

}  // namespace

TEST_CASE("a factor multiplies all values that its pattern names, and one of 1 changes no bit", "[uncertainty]") {
  CHECK(matching_paths(scenario("baseline").root(), "sites.town_*.per_head").size() == 23);
  CHECK(per_head(scenario("baseline")) == "792 g/d");
  CHECK(per_head(scenario("baseline", with_factor("1"))) == "792 g/d");
  CHECK(per_head(scenario("baseline", with_factor("150 %"))) == "1188 g/d");
  CHECK(books_of(*district("baseline", with_factor("1"), "2020-02-01")) == books_of(*district("baseline", {}, "2020-02-01")));
  CHECK(books_of(*district("baseline", with_factor("1.1"), "2020-02-01")) != books_of(*district("baseline", {}, "2020-02-01")));
}

TEST_CASE("a factor with a range is drawn once for all its values", "[uncertainty]") {
  auto overrides = with_factor("{low: 90 %, mode: 100 %, high: 110 %}");
  overrides.push_back("uncertainty=parameters");
  const auto world = district("baseline", overrides, "2020-02-01");
  const auto at = std::find_if(world->uncertain.begin(), world->uncertain.end(),
                               [](const UncertainValue& value) { return value.path == "factors.per_head.factor"; });
  REQUIRE(at != world->uncertain.end());
  const auto own = world_of_replica(*world, 2);
  const double drawn = own->drawn[static_cast<std::size_t>(at - world->uncertain.begin())];
  CHECK((drawn > 90 && drawn < 110));
  const auto number = [&](const char* path) { return std::stod(text_at(own->scenario, path)); };
  CHECK(number("sites.town_yudong.per_head") == Approx(792 * drawn / 100));
  CHECK(number("sites.town_lijiatuo.per_head") == Approx(792 * drawn / 100));
}

TEST_CASE("a factor that names nothing, or what is no number, is refused", "[uncertainty]") {
  CHECK(refused_with(with_factor("1.1", "sites.town_*.per_hed")) == "E0773");
  CHECK(refused_with(with_factor("1.1", "indicators.*.target")) == "E0773");
  CHECK(refused_with(with_factor("1.1", "sites.town_*.kind")) == "E0774");
  CHECK(refused_with({"factors={x: {of: sites.town_*.per_head, factor: many, source: judged}}"}) == "E0104");
  CHECK(refused_with({"factors={x: {of: sites.town_*.per_head, source: judged}}"}) == "E0101");
}

}  // namespace waste::testing
