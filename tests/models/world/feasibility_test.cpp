// What is known before a run: roads, capacities of 0, stores smaller than a load, orders nobody places, endless loads.
#include "models/world/feasibility.h"

#include "models/world/world.h"
#include "tests/catch.h"
#include "tests/models/scenario/scenario_folder.h"

namespace {

const std::string head = R"(format: 1
period: {starts: 2020-01-01, ends: 2021-01-01}
places: {a: {}, b: {}, c: {}}
streams: {rubbish: {category: rubbish}, ash: {category: general_industrial}}
roads: {ab: {from: a, to: b, length: 10 km, speed: 30 km/h}}
sites:
  depot: {kind: depot, place: a, vehicles: 2, payload: 5 t}
  town: {kind: township, place: b, population: 1000, per_head: 1 kg/d, bins: 5 t, stations: {tip: 1}, depot: depot, rubbish: rubbish}
  tip: {kind: landfill, place: a, capacity: 100000 t, stream: rubbish}
)";

std::vector<sim::Diagnostic> errors_of(const std::string& more, const std::vector<std::string>& overrides = {}) {
  ScenarioFolder folder;
  return waste::network_errors(*waste::build_world(folder.read(head + more, overrides)));
}

void check_error(const std::vector<sim::Diagnostic>& found, const std::string& code, const std::string& part) {
  REQUIRE(found.size() == 1);
  INFO(sim::format(found.front()));
  CHECK(found.front().code == code);
  CHECK(found.front().message.find(part) != std::string::npos);
  CHECK_FALSE(found.front().hint.empty());
  CHECK(found.front().line > 0);
}

const std::string furnace =
    "  kiln: {kind: incinerator, place: a, line_capacity: 9 t/d, bunker: 50 t, streams: [rubbish], bottom_ash: ash, "
    "fly_ash: ash, bottom_ash_outlet: user, fly_ash_outlet: user}\n"
    "  user: {kind: outlet, place: a, accepts: [ash], capacity: no limit, yard: no limit}\n";

}  // namespace

TEST_CASE("a district whose places are joined and whose capacities are real has no fault", "[feasibility]") {
  CHECK(errors_of("").empty());
  CHECK(errors_of(furnace, {"sites.town.stations={kiln: 1}"}).empty());
}

TEST_CASE("a place that no road joins with its depot is named, with the road that is missing", "[feasibility]") {
  const auto found = errors_of("", {"roads.ab=null"});
  check_error(found, "E0760", "place 'b' of site 'town' cannot be reached from 'a', where 'depot' stands");
  CHECK(found.front().hint.find("from: b, to: a") != std::string::npos);
}

TEST_CASE("a receiver that no road reaches is named once, however many send there", "[feasibility]") {
  check_error(errors_of("", {"sites.tip.place=c"}), "E0760", "where 'tip' stands, which takes 'rubbish': no road joins a, b with c");
}

TEST_CASE("waste that only sites without capacity take is refused, unless a policy builds them", "[feasibility]") {
  const std::string ash = "  works: {kind: producer, place: a, rate: 5 t/d, stream: ash, outlet: user}\n"
                          "  user: {kind: outlet, place: a, accepts: [ash], capacity: 0 t/d, yard: 10 t}\n";
  check_error(errors_of(ash), "E0761", "stream 'ash' of site 'works' can only end at sites whose capacity stays 0: user");
  const std::string grows = "policies: {more: {kind: new_capacity, starts: 2020-06-01, sites: [user], capacity: 8 t/d}}\n";
  CHECK(errors_of(ash + grows).empty());
  CHECK(errors_of(ash, {"sites.user.capacity=no limit"}).empty());
  CHECK(errors_of(ash, {"sites.user.capacity=1 t/d"}).empty());
}

TEST_CASE("a store that is smaller than a load is refused, as the load would wait for ever", "[feasibility]") {
  check_error(errors_of(furnace, {"sites.town.stations={kiln: 1}", "sites.kiln.bunker=4 t"}), "E0762",
              "site 'kiln' holds 4 t, less than one load of 5 t from 'town'");
  // What a full landfill turns away stays the load it was, whatever its own trucks carry.
  CHECK(errors_of(furnace + "  last: {kind: landfill, place: a, capacity: 9 t, payload: 60 t, stream: rubbish, fallback: kiln}\n").empty());
  check_error(errors_of(furnace, {"sites.tip.fallback=kiln", "sites.kiln.bunker=4 t"}), "E0762", "less than one load of 5 t from 'tip'");
}

TEST_CASE("a site that sends only when asked is refused a partner that never asks", "[feasibility]") {
  const std::string yard = "  works: {kind: producer, place: a, rate: 5 t/d, stream: ash, outlet: heap}\n"
                           "  heap: {kind: yard, place: a, high: 100 t, stream: ash, plant: user, landfill: grave}\n"
                           "  grave: {kind: landfill, place: a, capacity: 100000 t, stream: ash}\n"
                           "  user: {kind: outlet, place: a, accepts: [ash], capacity: 9 t/d, yard: 10 t}\n";
  check_error(errors_of(yard), "E0764", "site 'heap' sends to 'user' only when asked, and 'user' (outlet) never asks 'heap'");
}

TEST_CASE("more loads in a day than a run can follow are told in advance, with their number", "[feasibility]") {
  const std::string works = "  works: {kind: producer, place: a, rate: 1000000 t/d, payload: 1 kg, stream: ash, outlet: user}\n"
                            "  user: {kind: outlet, place: a, accepts: [ash], capacity: no limit, yard: no limit}\n";
  check_error(errors_of(works), "E0763", "about 10^9 loads a day at site 'works' (1000000 t in loads of 1 kg)");
  CHECK(errors_of(works, {"sites.works.payload=30 t"}).empty());
  check_error(errors_of("", {"sites.depot.payload=1 kg", "sites.town.population=1000000000"}), "E0763", "at site 'town'");
}
