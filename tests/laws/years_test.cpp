// No year is special: data that describe another year, with everything moved by as much, give the same figures; and no file can
// make the data of one year pass for those of another.
#include <cmath>
#include <regex>
#include <sstream>

#include "models/assessment/indicator_lines.h"
#include "tests/catch.h"
#include "tests/laws/district.h"
#include "tests/models/scenario/scenario_folder.h"

namespace waste::testing {
namespace {

/// After 28 years the calendar repeats: the same weekdays, the same leap years.
constexpr int cycle = 28;

/// The scenario with every date, and the two years, moved by a cycle.
std::string moved(const Scenario& scenario) {
  static const std::regex dated(R"( *[a-z_0-9]+: (\{low: )?20[0-9]{2}-.*)"), years(R"(((?:base|target)_year: )(20[0-9]{2})())"),
      known(R"(( *)(20[0-9]{2})(:.*))"),  // the index of a driver, the grid factor of a year
      date(R"((.*?)(20[0-9]{2})(-[0-9]{2}-[0-9]{2}))");
  std::string result;
  std::istringstream lines(scenario.resolved_text());
  std::smatch match;
  for (std::string line; std::getline(lines, line); result += line + "\n") {
    if (std::regex_match(line, match, years) || std::regex_match(line, match, known)) {
      line = match[1].str() + std::to_string(std::stoi(match[2]) + cycle) + match[3].str();
    } else if (std::regex_match(line, dated)) {
      std::string moved;
      while (std::regex_search(line, match, date)) {  // a range has three
        moved += match[1].str() + std::to_string(std::stoi(match[2]) + cycle) + match[3].str();
        line = match.suffix();
      }
      line = moved + line;
    }
  }
  return result;
}

std::vector<double> indicators_of(const World& world) {
  Replica replica(world, 0);
  const Books books = *replica.finish(go_on);
  const Accounts accounts(world.district, replica.policies(), books);
  std::vector<double> values;
  for (const IndicatorLine& line : indicator_lines(world.plan))
    for (int year = 0; line.indicator && 12 * year < world.district.months(); ++year)
      values.push_back(line.indicator->value(accounts, {12 * year, std::min(12, world.district.months() - 12 * year)}));
  return values;
}

std::string refusal(const Scenario& scenario) {
  try {
    build_world(scenario);
  } catch (const sim::InputError& error) {
    return error.diagnostics().front().code + " " + error.diagnostics().front().message;
  }
  return "";
}

/// A mill whose slag grows by a tenth every year, in a district of 2025.
const std::string county = R"(format: 1
period: {starts: 2025-01-01, ends: 2031-01-01}
economy: {value_added: 90 亿元}
drivers: {industry: {value_added: yes, trend: 10 %/a}}
places: {here: {}}
streams: {slag: {category: general_industrial}}
calendar: {a: {starts: 2025-01-29, length: 7 d, factor: 1.3}, b: {starts: 2026-02-17, length: 7 d, factor: 1.3},
           c: {starts: 2027-02-06, length: 7 d, factor: 1.3}, d: {starts: 2028-01-26, length: 7 d, factor: 1.3},
           e: {starts: 2029-02-13, length: 7 d, factor: 1.3}, f: {starts: 2030-02-03, length: 7 d, factor: 1.3}}
indicators:
  intensity: {number: 1, rule: "<= base"}
  use: {number: 11, rule: ">=", target: 45}
  own: {number: 40, rule: ">=", target: 15}
sites:
  mill: {kind: producer, place: here, rate: 100 t/d, noise: 0 %, industry: 100 %, stream: slag, outlet: works}
  works: {kind: outlet, place: here, accepts: [slag], utilised: 70 %, capacity: 500 t/d, yard: 1000 t}
)";

}  // namespace

TEST_CASE("a district moved by a cycle of the calendar has the same indicators, to the last bit") {
  const Scenario here = scenario("plan", {}, "2026-01-01");
  const Scenario there = Scenario::parse("plan", moved(here));
  const auto now = build_world(here), then = build_world(there);
  REQUIRE(sim::year_of(then->district.start) == sim::year_of(now->district.start) + cycle);
  const auto a = indicators_of(*now), b = indicators_of(*then);
  REQUIRE(a.size() == b.size());
  REQUIRE(a.size() > 100);
  for (std::size_t i = 0; i < a.size(); ++i) {
    CAPTURE(i);
    CHECK((a[i] == b[i] || (std::isnan(a[i]) && std::isnan(b[i]))));
  }
}

TEST_CASE("a period that does not start with the base year is refused, whichever file or option moves it") {
  const ScenarioFolder folder;
  const std::string data = folder.write("data/county.yaml", county);
  CHECK(refusal(Scenario::read(data)).empty());
  CHECK(refusal(Scenario::read(data, {"period.starts=2022-01-01"})).starts_with("E0751"));
  CHECK(refusal(Scenario::read(data, {"period.starts=2027-01-01"})).starts_with("E0752"));
  CHECK(refusal(Scenario::read(data, {"period.starts=2025-07-01"})).starts_with("E0752"));
  const std::string child = folder.write("plan.yaml", "extends: data/county.yaml\nperiod: {starts: 2027-01-01}\n");
  CHECK(refusal(Scenario::read(child)).starts_with("E0752"));
  CHECK(refusal(Scenario::parse("x", Scenario::read(child).resolved_text())).starts_with("E0752"));  // a results file knows it too
  CHECK(refusal(Scenario::read(data, {"base_year=2027", "period.starts=2027-01-01"})).empty());
  CHECK(refusal(Scenario::read(data, {"base_year=2025-01-15"})).starts_with("E0750"));
  CHECK(refusal(Scenario::read(data, {"base_year=null"})).starts_with("E0101"));
  CHECK(refusal(Scenario::read(data, {"base_year=2020", "period=null"})).starts_with("E0101 'period' is missing"));
}

TEST_CASE("targets are of one year, which a longer or a shorter period does not move") {
  const ScenarioFolder folder;
  const std::string data = folder.write("data/county.yaml", county);
  const auto target = [&](const std::vector<std::string>& overrides) {
    return build_world(Scenario::read(data, overrides))->plan.target_year;
  };
  CHECK(target({}) == 2030);
  CHECK(target({"period.ends=2027-01-01"}) == 2030);
  CHECK(target({"period.ends=2030-03-01"}) == 2030);
  CHECK(target({"target_year=2028"}) == 2028);
  CHECK(refusal(Scenario::read(data, {"target_year=2024"})).starts_with("E0754"));
}

TEST_CASE("a rule speaks of the base year by any of its names, and of no other year") {
  const ScenarioFolder folder;
  const std::string data = folder.write("data/county.yaml", county);
  const auto with_rule = [&](const std::string& rule) { return Scenario::read(data, {"indicators.intensity.rule=\"" + rule + "\""}); };
  for (const char* rule : {"<= base", "> base", ">= base", "<= first", "<= 2025", "> 2025"}) {
    CAPTURE(rule);
    CHECK(refusal(with_rule(rule)).empty());
    CHECK(build_world(with_rule(rule))->plan.indicators.front().rule.against_base());
  }
  for (const char* rule : {"<= 2020", "> 2020", "<= 2026", "<=  base", "base", "< base", "at least", "", "<= bas", "none base"}) {
    CAPTURE(rule);
    CHECK(refusal(with_rule(rule)).starts_with("E0705"));
  }
}

TEST_CASE("a year without an entry in the calendar is named, and a district without holidays is free to have none") {
  const ScenarioFolder folder;
  const std::string data = folder.write("data/county.yaml", county);
  CHECK(refusal(Scenario::read(data, {"period.ends=2032-01-01"})).starts_with("E0753 the calendar has no day in 2031"));
  CHECK(refusal(Scenario::read(data, {"calendar.c=null"})).starts_with("E0753 the calendar has no day in 2027"));
  CHECK(refusal(Scenario::read(data, {"calendar={}", "calendar.a=null", "calendar.b=null", "calendar.c=null", "calendar.d=null",
                                      "calendar.e=null", "calendar.f=null", "period.ends=2040-01-01"}))
            .empty());
}

TEST_CASE("a later year of a run is what it has grown to, not what the base year was") {
  const ScenarioFolder folder;
  const auto world = build_world(folder.read(county));
  const auto values = indicators_of(*world);
  REQUIRE(values.size() == 12);  // 1.annex and 11.annex, which alone the county asks for and the program knows, in six years
  CHECK(values[5] == Approx(values[0]).epsilon(0.03));  // waste and value added grow alike
  Replica replica(*world, 0);
  const Books books = *replica.finish(go_on);
  const Accounts accounts(world->district, replica.policies(), books);
  const double first = accounts.arisen(Category::general_industrial, {0, 12}),
               sixth = accounts.arisen(Category::general_industrial, {60, 12});
  CHECK(sixth / first == Approx(std::pow(1.1, 5)).epsilon(0.01));
}

}  // namespace waste::testing
