// Typed access to a scenario: every type a parameter may have, and what is said about a wrong value.
#include "models/scenario/fields.h"
#include "tests/catch.h"
#include "tests/models/scenario/scenario_folder.h"

using namespace waste;

namespace {

const std::vector<std::string> sites = {"changshou", "fengsheng", "jiangjin"};

const Fields::Names names{[](const std::string&, const std::string& name) {
                            const auto at = std::find(sites.begin(), sites.end(), name);
                            return at == sites.end() ? Fields::Names::unknown : static_cast<std::uint32_t>(at - sites.begin());
                          },
                          [](const std::string&) { return sites; }};

/// Reads "p: <text>" as a parameter into `value`, in a map at `path`; the diagnostics it caused.
template <class T>
std::vector<sim::Diagnostic> read_parameter(const std::string& text, sim::ParameterInfo info, T& value, const char* path = "root") {
  const ScenarioFolder folder;
  const Scenario scenario = folder.read("p: " + text + "\n");
  std::vector<sim::Diagnostic> diagnostics;
  Fields fields(scenario, scenario.root(), path, diagnostics);
  info.name = "p";
  fields.parameter(info, sim::Slot{&value}, names);
  fields.finish();
  return diagnostics;
}

template <class T>
T accepted(const std::string& text, const sim::ParameterInfo& info) {
  T value{};
  const auto found = read_parameter(text, info, value);
  INFO(text);
  for (const auto& diagnostic : found) UNSCOPED_INFO(sim::format(diagnostic));
  REQUIRE(found.empty());
  return value;
}

/// The value must be refused, stay what it was, and the first diagnostic be as told.
template <class T>
void check_refused(const std::string& text, const sim::ParameterInfo& info, T before, const std::string& place, const std::string& part) {
  T value = before;
  INFO(text);
  check_first(read_parameter(text, info, value), "plan.yaml:" + place, part);
  CHECK(value == before);
}

sim::ParameterInfo unit(const char* unit, double low = -1e18, double high = 1e18) { return {"p", unit, {}, low, high}; }

}  // namespace

TEST_CASE("Parameters of every type are read in their units") {
  CHECK(accepted<std::int64_t>("2400 t/d", unit("g/d")) == 2'400'000'000);
  CHECK(accepted<std::int64_t>("140", unit("vehicles")) == 140);
  CHECK(accepted<double>("5 %", unit("1", 0, 1)) == 0.05);
  CHECK(accepted<bool>("yes", unit("yes/no")));
  CHECK_FALSE(accepted<bool>("false", unit("yes/no")));
  CHECK(accepted<std::string>("厨余", unit("text")) == "厨余");
  CHECK(accepted<sim::Duration>("1.5 h", unit("s")) == sim::Duration{5400});
  CHECK(accepted<sim::Time>("2023-07", unit("date")) == *sim::parse_time("2023-07-01"));
  CHECK(accepted<sim::Time>("never", unit("date")) == sim::never);
  CHECK(accepted<sim::Reference<std::uint32_t>>("fengsheng", unit("site")).index == 1);
  CHECK(accepted<sim::References<std::uint32_t>>("[jiangjin, changshou]", unit("site")) == sim::References<std::uint32_t>{{2}, {0}});
  CHECK(accepted<sim::References<std::uint32_t>>("jiangjin", unit("site")) == sim::References<std::uint32_t>{{2}});
  CHECK(accepted<sim::Shares<std::uint32_t>>("{changshou: 60 %, jiangjin: 0.4}", unit("site")) ==
        sim::Shares<std::uint32_t>{{{0}, 0.6}, {{2}, 0.4}});
  CHECK(accepted<sim::Numbers>("[1, 50 %]", unit("1")) == sim::Numbers{1, 0.5});
  const auto year = accepted<sim::Numbers>(
      "{jan: 1, feb: 2, mar: 3, apr: 4, may: 5, jun: 6, jul: 7, aug: 8, sep: 9, oct: 10, nov: 11, dec: 12}", unit("1"));
  CHECK(year == sim::Numbers{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
  const auto single = accepted<sim::Range>("5 min", unit("s"));
  CHECK((single.low == 300 && single.mode == 300 && single.high == 300));
  const auto range = accepted<sim::Range>("{low: 1 min, mode: 2 min, high: 1 h}", unit("s"));
  CHECK((range.low == 60 && range.mode == 120 && range.high == 3600));
}

TEST_CASE("Wrong values are refused where they stand, and the member keeps its default") {
  const std::int64_t seven = 7;
  check_refused("3000 万元", unit("g/d"), seven, "1:4 E0105", "expected mass per time such as '2400 t/d', got money");
  check_refused("2400", unit("g/d"), seven, "1:4 E0105", "unit missing");
  check_refused("many", unit("g/d"), seven, "1:4 E0104", "does not begin with a number");
  check_refused("5 tt/d", unit("g/d"), seven, "1:4 E0104", "known units");
  check_refused("２４００ t/d", unit("g/d"), seven, "1:4 E0104", "full-width digits");
  check_refused("1e16 t", unit("g"), seven, "1:4 E0106", "64 bits");
  check_refused("2.5", unit("vehicles"), seven, "1:4 E0110", "whole number");
  check_refused("[1]", unit("vehicles"), seven, "1:4 E0103", "single value");
  check_refused("{a: 1}", unit("vehicles"), seven, "1:4 E0103", "single value");
  check_refused("1e9 t/d", unit("g/d", 0, 1e13), seven, "1:4 E0106", "p must be between 0 and 1e7 t/d");
  check_refused("-1", unit("vehicles", 0, 100), seven, "1:4 E0106", "between 0 and 100 vehicles");
  check_refused("120 %", unit("1", 0, 1), 0.5, "1:4 E0106", "between 0 and 100 %");
  check_refused("maybe", unit("yes/no"), true, "1:4 E0109", "yes or no");
  check_refused("2021-02-29", unit("date"), sim::Time{}, "1:4 E0108", "2023-07-15");
  check_refused("2021年", unit("date"), sim::Time{}, "1:4 E0108", "calendar");
  check_refused("[2021]", unit("date"), sim::Time{}, "1:4 E0103", "single value");
  check_refused("fengshen", unit("site"), sim::Reference<std::uint32_t>{}, "1:4 E0107", "did you mean 'fengsheng'?");
  check_refused("[jiangjin, moon]", unit("site"), sim::References<std::uint32_t>{}, "1:15 E0107",
                "sites known here: changshou, fengsheng, jiangjin");
  check_refused("[]", unit("site"), sim::References<std::uint32_t>{}, "1:4 E0114", "names no site");
  check_refused("{}", unit("site"), sim::Shares<std::uint32_t>{}, "1:4 E0114", "leave the key out");
  check_refused("[jiangjin, jiangjin]", unit("site"), sim::References<std::uint32_t>{}, "1:15 E0112", "twice");
  check_refused("{moon: 1}", unit("site"), sim::Shares<std::uint32_t>{}, "1:5 E0107", "unknown site 'moon'");
  check_refused("{jiangjin: -5 %}", unit("site", 0, 10), sim::Shares<std::uint32_t>{}, "1:15 E0106",
                "p.jiangjin must be between 0 and 1000 %");
  check_refused("{jiangjin: 35}", unit("site", 0, 10), sim::Shares<std::uint32_t>{}, "1:15 E0106", "write 35 %");
  check_refused("{jiangjin: 3}", unit("site", 0, 10), sim::Shares<std::uint32_t>{}, "1:15 E0115", "write '3 %' or '300 %'");
  check_refused("{jiangjin: 120 %}", unit("site", 0, 1), sim::Shares<std::uint32_t>{}, "1:15 E0106", "between 0 and 100 %");
  check_refused("35", unit("1", 0, 1), 0.5, "1:4 E0106", "write 35 %");
  check_refused("18.5136 万户", unit("person", 0, 1e9), seven, "1:4 E0105", "expected persons");
  check_refused("jiangjin", unit("site"), sim::Shares<std::uint32_t>{}, "1:4 E0103", "map of names and shares");
  check_refused("[1, x]", unit("1"), sim::Numbers{}, "1:8 E0104", "number");
  check_refused("5", unit("1"), sim::Numbers{}, "1:4 E0103", "jan to dec");
  check_refused("{jan: 1}", unit("1"), sim::Numbers{}, "1:4 E0101", "lacks key 'feb'");
  check_refused("{january: 1}", unit("1"), sim::Numbers{}, "1:5 E0102", "unknown key 'january'");
}

TEST_CASE("A range must be complete and in order") {
  sim::Range range{1, 2, 3};
  check_first(read_parameter("{low: 2 min, mode: 1 min, high: 3 min}", unit("s"), range), "plan.yaml:1:4 E0111", "low <= mode <= high");
  check_first(read_parameter("{low: 2 min, high: 3 min}", unit("s"), range), "plan.yaml:1:4 E0101", "lacks key 'mode'");
  check_first(read_parameter("{low: 2 min, mod: 2 min, high: 3 min}", unit("s"), range), "plan.yaml:1:17 E0102", "did you mean 'mode'?");
  check_first(read_parameter("{low: 2 t, mode: 2 min, high: 3 min}", unit("s"), range), "plan.yaml:1:10 E0105", "expected time");
  CHECK((range.low == 1 && range.mode == 2 && range.high == 3));
}

TEST_CASE("Where ranges are allowed the mode of a range is the value of a number, a count, a date or a duration") {
  const auto mode_of = [](const std::string& text, const sim::ParameterInfo& info, auto value) {
    INFO(text);
    CHECK(read_parameter(text, info, value, "policies.a").empty());
    return value;
  };
  CHECK(mode_of("{low: 1 t/d, mode: 2 t/d, high: 3 t/d}", unit("g/d"), std::int64_t{0}) == 2'000'000);
  CHECK(mode_of("{low: 5, mode: 12, high: 29}", unit("vehicles"), std::int64_t{0}) == 12);
  CHECK(mode_of("{low: 10 %, mode: 35 %, high: 0.6}", unit("1", 0, 1), 0.0) == 0.35);
  CHECK(mode_of("{low: 20 %, mode: 40 %, high: 120 %}", unit("1", 0, 1), 0.0) == 0.4);  // a draw above 1 is made again
  CHECK(mode_of("{low: 1.6, mode: 2, high: 2.4}", unit("vehicles"), std::int64_t{0}) == 2);
  CHECK(mode_of("{low: 90 d, mode: 1 a, high: 2 a}", unit("s"), sim::Duration{0}) == sim::Duration{365 * 86'400});
  CHECK(mode_of("{low: 2022-01-01, mode: 2022-07, high: 2022-12-31}", unit("date"), sim::Time{}) == *sim::parse_time("2022-07-01"));
  CHECK(mode_of("{changshou: {low: 1, mode: 2, high: 3}, jiangjin: 1}", unit("site"), sim::Shares<std::uint32_t>{})[0].second == 2);
}

TEST_CASE("A range of a value is refused unless it is complete, in order, wide and allowed there") {
  const auto refused_as = [](const std::string& text, const sim::ParameterInfo& info, auto value, const char* path = "sites.a") {
    const auto before = value;
    const auto found = read_parameter(text, info, value, path);
    INFO(text);
    CHECK(value == before);
    return found.empty() ? std::string("accepted") : found.front().code;
  };
  const std::int64_t seven = 7;
  CHECK(refused_as("{low: 2 t, mode: 1 t, high: 3 t}", unit("g"), seven) == "E0111");
  CHECK(refused_as("{low: 2 t, mode: 2 t, high: 2 t}", unit("g"), seven) == "E0770");
  CHECK(refused_as("{low: 2 t, high: 3 t}", unit("g"), seven) == "E0101");
  CHECK(refused_as("{low: 2 t, mod: 2 t, mode: 2 t, high: 3 t}", unit("g"), seven) == "E0102");
  CHECK(refused_as("{low: 2 t, mode: 2 t, high: 3 d}", unit("g"), seven) == "E0105");
  CHECK(refused_as("{low: 2, mode: 2.5, high: 3}", unit("vehicles"), seven) == "E0110");
  CHECK(refused_as("{low: 20 %, mode: 110 %, high: 120 %}", unit("1", 0, 1), 0.5) == "E0106");
  CHECK(refused_as("{low: 2022, mode: 2023, high: never}", unit("date"), sim::Time{}) == "E0771");
  CHECK(refused_as("{low: {low: 1 t, mode: 2 t, high: 3 t}, mode: 4 t, high: 5 t}", unit("g"), seven) == "E0103");
  CHECK(refused_as("[{low: 1, mode: 2, high: 3}]", unit("1"), sim::Numbers{}) == "E0103");
  CHECK(refused_as("{low: 1 t, mode: 2 t, high: 3 t}", unit("g"), seven, "indicators.x") == "E0103");
}

TEST_CASE("A misspelt key is refused with the near match and the known keys") {
  const ScenarioFolder folder;
  const Scenario scenario = folder.read("sites:\n  a:\n    capcity: 1200 t/d\n    opens: 2023\n");
  std::vector<sim::Diagnostic> diagnostics;
  Fields fields(scenario, *scenario.root().at_path("sites.a"), "sites.a", diagnostics);
  std::int64_t capacity = 5;
  sim::Time opens;
  CHECK_FALSE(fields.integer("capacity", "g/d", capacity, {0, 1e12}));
  CHECK(fields.date("opens", opens));
  fields.finish();
  REQUIRE(diagnostics.size() == 1);
  CHECK(sim::format(diagnostics[0]) == "plan.yaml:3:5: error[E0102]: unknown key 'capcity'\n    3 |     capcity: 1200 t/d\n"
                                       "      |     ^^^^^^^ did you mean 'capacity'?\n      = keys known here: capacity, opens\n");
  CHECK(capacity == 5);
}

TEST_CASE("Fields read text, numbers, yes and no, and say so when the map is none") {
  const ScenarioFolder folder;
  const Scenario scenario = folder.read("kind: dryer\nshare: 5 %\non: yes\nlist: [1]\n");
  std::vector<sim::Diagnostic> diagnostics;
  Fields fields(scenario, scenario.root(), "root", diagnostics);
  std::string kind;
  double share = 0;
  bool on = false;
  CHECK(fields.text("kind", kind));
  CHECK(fields.number("share", "1", share, {0, 1}));
  CHECK(fields.yes_no("on", on));
  CHECK(kind == "dryer");
  CHECK(share == 0.05);
  CHECK(on);
  const Node* list = fields.get("list");
  REQUIRE(list);
  fields.finish();
  CHECK(diagnostics.empty());
  Fields wrong(scenario, *list, "list", diagnostics);
  CHECK(wrong.get("x") == nullptr);
  wrong.finish();
  check_first(diagnostics, "plan.yaml:4:7 E0103", "must be a map");
  CHECK(diagnostics.size() == 1);
}

TEST_CASE("The number of a row of the plan is refused rather than cut to what fits") {
  const ScenarioFolder folder;
  const Scenario scenario = folder.read("first: 7\nlast: 4294967303\nnone: 0\npart: 1.5\n");
  std::vector<sim::Diagnostic> diagnostics;
  Fields fields(scenario, scenario.root(), "root", diagnostics);
  int first = 1, last = 2, none = 3, part = 4;
  CHECK(fields.ordinal("first", first));
  CHECK_FALSE(fields.ordinal("last", last));
  CHECK_FALSE(fields.ordinal("none", none));
  CHECK_FALSE(fields.ordinal("part", part));
  CHECK(std::array{first, last, none, part} == std::array{7, 2, 3, 4});
  check_first(diagnostics, "plan.yaml:2:7 E0106", "between 1 and 9999");
  CHECK(diagnostics.size() == 3);
}
