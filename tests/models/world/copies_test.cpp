// Many districts in one run: what is copied and how it is called, what is shared, what grows with the size.
#include "models/world/copies.h"

#include <algorithm>
#include <set>

#include "models/scenario/synthetic.h"
#include "models/world/flow_network.h"
#include "models/world/replica.h"
#include "tests/catch.h"
#include "tests/laws/district.h"
#include "tests/models/scenario/scenario_folder.h"

namespace {

using namespace waste;

const std::string source = R"(format: 1
period: {starts: 2020-01-01, ends: 2020-07-01}
places:
  here: {}
  away: {inside: no, shared: city}
  far: {inside: no, shared: country}
roads:
  out: {from: here, to: away, length: 60 km, speed: 60 km/h}
  on: {from: away, to: far, length: 60 km, speed: 60 km/h}
streams: {slag: {category: general_industrial}, ash: {category: other}}
sites:
  mill: {kind: producer, place: here, rate: 20 t/d, payload: 5 t, stream: slag, outlet: works}
  works: {kind: outlet, place: away, accepts: [slag], capacity: 50 t/d, yard: 100 t, fallback: tip}
  tip: {kind: outlet, place: far, accepts: [slag], capacity: 10 t/d, yard: 1000 t}
)";

const std::string three = R"(districts:
  a: {city: x, province: p, label: {zh: 甲区, en: District A}}
  b: {city: x, province: p, size: 0.5, distance: 2}
  c: {city: y, province: p, size: 4}
)";

/// A world made of the template and more text, and the folder it was read from.
struct Districts {
  explicit Districts(const std::string& more = three, const std::vector<std::string>& overrides = {})
      : world(build_world(folder.read(source + more, overrides))) {}

  std::vector<std::string> ids() const {
    std::vector<std::string> result;
    for (const Site& site : world->district.sites) result.push_back(site.id);
    return result;
  }
  std::int64_t capacity(const std::string& id) const {
    const PolicySet policies = world->draw_policies(0);
    return world->facilities[world->district.site(id)]->flow_interface(policies, world->district.start).capacity;
  }
  std::int64_t travel_time(const std::string& from, const std::string& to) const {
    return world->district.travel_time(world->district.site(from), world->district.site(to));
  }

  ScenarioFolder folder;
  std::unique_ptr<World> world;
};

std::vector<sim::Diagnostic> refused_world(const std::string& more) {
  ScenarioFolder folder;
  try {
    build_world(folder.read(source + more));
  } catch (const sim::InputError& error) {
    return error.diagnostics();
  }
  FAIL("accepted: " << more);
  return {};
}

/// Of the first months, what the books of a channel sum up to at sites whose id begins like this [g].
double sum(const World& world, const Books& books, Channel channel, const std::string& prefix, StreamId stream = no_stream) {
  double total = 0;
  for (std::size_t i = 0; i < books.keys.size(); ++i)
    if (books.keys[i].channel == channel && world.district.sites[books.keys[i].site].id.starts_with(prefix) &&
        (stream == no_stream || books.keys[i].stream == stream))
      for (const auto& cell : books.row(i)) total += static_cast<double>(cell.amount);
  return total;
}

Books books_of(const World& world) {
  Replica running(world, 0);
  return *running.finish(testing::go_on);
}

}  // namespace

TEST_CASE("every district has what lies inside, and those who share a site have it once") {
  const Districts three_districts;
  CHECK(three_districts.ids() == std::vector<std::string>{"a.mill", "b.mill", "c.mill", "country.tip", "x.works", "y.works"});
  const World& world = *three_districts.world;
  CHECK(world.district.districts == 3);
  std::vector<std::uint32_t> of;
  for (const Site& site : world.district.sites) of.push_back(site.district);
  CHECK(of == std::vector<std::uint32_t>{0, 1, 2, 0, 0, 2});  // what is shared counts to the first that shares it
  CHECK(world.district.sites[0].label.zh.starts_with("甲区"));
  CHECK(world.district.template_id(world.district.site("x.works")) == "works");
}

TEST_CASE("without districts sites keep their names and nothing is shared") {
  const Districts one("");
  CHECK(one.ids() == std::vector<std::string>{"mill", "tip", "works"});
  CHECK(one.world->district.districts == 1);
  CHECK(one.world->district.template_id(2) == "works");
  CHECK(one.travel_time("mill", "works") == 600 + 3600);
}

TEST_CASE("what is shared is as large as those who share it together") {
  const Districts one(""), many;
  CHECK(many.capacity("x.works") == 3 * one.capacity("works") / 2);
  CHECK(many.capacity("y.works") == 4 * one.capacity("works"));
  CHECK(many.capacity("country.tip") == 11 * one.capacity("tip") / 2);
}

TEST_CASE("what depends on a single district is not shared, wherever it stands") {
  ScenarioFolder folder;
  const auto world = build_world(folder.read(source + three, {"sites.works.fallback=mill"}));
  CHECK(world->district.site("a.works") != no_site);
  CHECK(world->district.site("x.works") == no_site);
  CHECK(world->district.site("country.tip") != no_site);
}

TEST_CASE("the way to what is shared is as long as the district says") {
  const Districts many;
  CHECK(many.travel_time("a.mill", "x.works") == 4200);
  CHECK(many.travel_time("b.mill", "x.works") == 2 * 4200);
  CHECK(many.travel_time("x.works", "b.mill") == 2 * 4200);
  CHECK(many.travel_time("x.works", "country.tip") == 4200);
  CHECK(many.travel_time("a.mill", "a.mill") == 600);
  CHECK(many.world->district.distance(many.world->district.site("b.mill"), many.world->district.site("x.works")) == 2 * 64'000);
  CHECK(many.travel_time("a.mill", "b.mill") == 3 * 4200);  // by way of the nearest place that both could share
  CHECK(many.world->district.shortest_haul_between() == sim::Duration{4200});
  CHECK_FALSE(Districts("").world->district.shortest_haul_between());
}

TEST_CASE("a receiver that is shared takes the loads of all who share it, and mass closes every day") {
  const Districts many;
  const Books books = books_of(*many.world);
  const double a = sum(*many.world, books, Channel::generated, "a."), b = sum(*many.world, books, Channel::generated, "b.");
  CHECK(a > 0);
  CHECK(b == Approx(a / 2).epsilon(0.01));
  const double from_both = sum(*many.world, books, Channel::received, "x.works");
  CHECK(from_both == Approx(a + b).epsilon(0.02));  // a few loads are still on the road
}

TEST_CASE("a policy applies to every copy of the site it names, as far as the copy is large") {
  const Districts many(three + "policies: {more: {kind: new_capacity, starts: 2020-01-01, sites: [works], capacity: 10 t/d}}\n");
  CHECK(many.capacity("x.works") == 75'000'000 + 15'000'000);
  CHECK(many.capacity("y.works") == 200'000'000 + 40'000'000);
  CHECK(many.capacity("country.tip") == 55'000'000);
}

TEST_CASE("a notice to another district takes as long as the scenario says") {
  CHECK(Districts(three + "notice_between: 1 h\n").world->district.notice_between == std::chrono::hours{1});
}

TEST_CASE("a whole number that is not zero stays so in a small district") {
  CHECK(scaled(1, 0.2) == 1);
  CHECK(scaled(10, 0.25) == 3);
  CHECK(scaled(0, 0.2) == 0);
  CHECK(scaled(-4, 0.5) == -2);
  CHECK(scaled(9'007'199'254'740'993, 1) == 9'007'199'254'740'993);
}

TEST_CASE("every rate and every number of people or vehicles grows with the district, or is known to be one of a single source") {
  const std::set<std::string> units{"g/d", "g/a", "1/d", "person", "vehicle"};
  const std::set<std::string> single{"farm.excretion", "health_institutions.bottles", "health_institutions.per_bed", "small_sources.rate",
                                     "township.per_head"};
  const std::set<std::string> never{"s", "site", "stream", "date", "text", "yes/no", "kWh/t", "g/h"};
  for (const auto& kind : sim::Catalogue<Facility>::all())
    for (const auto& parameter : kind.parameters) {
      const std::string name = kind.name + "." + parameter.name;
      INFO(name);
      if (units.count(parameter.unit)) CHECK(parameter.extensive != (single.count(name) > 0));
      if (never.count(parameter.unit)) CHECK_FALSE(parameter.extensive);
    }
}

TEST_CASE("wrong districts are refused where they stand") {
  const auto first = [](const std::string& rows) { return refused_world("districts:\n" + rows); };
  check_first(first("  a: {city: x, province: p}\n  b: {city: x, province: q}\n"), "plan.yaml:17:6 E0730", "'p' and in 'q'");
  check_first(first("  a: {city: a, province: p}\n"), "plan.yaml:16:6 E0731", "both a district and a city");
  check_first(first("  a: {city: x}\n"), "plan.yaml:16:6 E0101", "'province'");
  check_first(first("  a: {city: x, province: p, size: 0}\n"), "plan.yaml:16:35 E0106", "size");
  check_first(first("  a: {city: x, province: p, siz: 1}\n"), "plan.yaml:16:29 E0102", "siz");
}

TEST_CASE("a place inside the district cannot be shared") {
  ScenarioFolder folder;
  const Scenario scenario = folder.read(source, {"places.here.shared=city"});
  try {
    build_world(scenario);
    FAIL("accepted");
  } catch (const sim::InputError& error) {
    CHECK(error.diagnostics().front().code == "E0732");
  }
}

TEST_CASE("of many districts the network of the template is checked") {
  const Districts many;
  CHECK(network_errors(*many.world).empty());
  ScenarioFolder folder;
  const auto lost = build_world(folder.read(source + three, {"sites.tip.accepts=[ash]"}));
  REQUIRE_FALSE(network_errors(*lost).empty());
  CHECK(network_errors(*lost).front().code == "E0602");
}

TEST_CASE("figures and targets of one district are not held against many") {
  const auto world = build_world(testing::scenario("baseline").with({{"districts", "{d: {city: c, province: p, size: 2}}"}}));
  const auto template_world = build_world(testing::scenario("baseline"));
  CHECK(world->plan.hindcast.empty());
  CHECK(world->district.economy.value_added == 2 * template_world->district.economy.value_added);
  for (const IndicatorFacts& row : world->plan.indicators)
    if (row.number == 7) CHECK((!row.has_target && row.rule.none()));
    else if (row.number == 11) CHECK(row.has_target);
}

TEST_CASE("a copy of Banan of the same size has its waste, and one of half the size half of it") {
  const auto alone = build_world(testing::scenario("baseline", {}, "2020-04-01"));
  const auto both = build_world(testing::scenario("baseline", {}, "2020-04-01")
                                    .with({{"districts", "{full: {city: c, province: p}, half: {city: c, province: p, size: 0.5}}"}}));
  CHECK(*both->district.shortest_haul_between() > std::chrono::minutes{45});  // nothing shared stands beside what each has for itself
  const Books expected = books_of(*alone), books = books_of(*both);
  for (const char* stream : {"rubbish", "gypsum_cake", "manure", "food_waste", "sludge"}) {
    INFO(stream);
    const StreamId id = alone->district.stream(stream);
    const double all = sum(*alone, expected, Channel::generated, "", id);
    CHECK(sum(*both, books, Channel::generated, "full.", id) == Approx(all).epsilon(0.02));
    CHECK(sum(*both, books, Channel::generated, "half.", id) == Approx(all / 2).epsilon(0.02));
  }
}

TEST_CASE("the synthetic table names ten districts a city and ten cities a province, the same for the same seed") {
  SynthOptions options;
  options.districts = 111;
  const std::string table = synth_table(options);
  CHECK(table == synth_table(options));
  CHECK(std::count(table.begin(), table.end(), '\n') == 2 + 111);
  CHECK(table.find("\nd0001,c001,p01,1.00,1.00,") != std::string::npos);
  CHECK(table.find("\nd0010,c001,p01,") != std::string::npos);
  CHECK(table.find("\nd0011,c002,p01,") != std::string::npos);
  CHECK(table.find("\nd0101,c011,p02,") != std::string::npos);
  options.seed = 2;
  CHECK(table != synth_table(options));
}
