#include "models/world/replica.h"

#include <atomic>

#include "models/facilities/facility.h"
#include "models/world/world.h"
#include "tests/catch.h"
#include "tests/laws/district.h"
#include "tests/models/scenario/scenario_folder.h"

namespace waste::testing {
namespace {

/// A site that never comes to rest, from the second February on.
class Restless final : public Facility {
 public:
  const sim::EntityType& type() const override { return sim::entity_type<Restless>; }
  void start(sim::Context& context) override { context.at(*sim::parse_time("2021-02-01"), &Restless::spin); }
  void holdings(std::vector<Holding>&) const override {}
  FlowInterface flow_interface(const PolicySet&, sim::Time) const override { return {}; }
  void spin(sim::Context& context) { context.after(sim::Duration{0}, &Restless::spin); }
  static constexpr std::array events{sim::Handler<Restless>{"spin", &Restless::spin}};
};

}  // namespace

TEST_CASE("a livelock names the policies at work at the site, their tasks and levels") {
  const ScenarioFolder folder;
  const auto world =
      build_world(folder.read("format: 1\nbase_year: 2020\nperiod: {starts: 2020-01-01, ends: 2022-01-01}\nplaces: {here: {}}\n"
                              "streams: {ash: {category: general_industrial}}\n"
                              "sites:\n  plant: {kind: producer, place: here, rate: 10 t/d, payload: 1 t, stream: ash, outlet: sink}\n"
                              "  sink: {kind: outlet, place: here, accepts: [ash], capacity: 20 t/d, yard: 100 t}\n"
                              "  works: {kind: outlet, place: here, accepts: [ash], capacity: 20 t/d, yard: 100 t}\n"
                              "tasks: {t01: {number: 1, strength: 150 %}}\n"
                              "policies:\n  more: {kind: new_capacity, capacity: 5 t/d, sites: [works], starts: 2021-01-01, task: t01}\n"));
  const SiteId works = world->district.site("works");
  auto restless = std::make_unique<Restless>();
  restless->set_site(works);
  world->facilities[works] = std::move(restless);
  Replica running(*world, 0);
  try {
    running.finish(go_on);
    FAIL("came to an end");
  } catch (const sim::Error& error) {
    const std::string told = error.what();
    CHECK(error.exit() == sim::Exit::model);
    CHECK_THAT(told, ContainsSubstring("livelock") && ContainsSubstring("entity 'works', event 'spin', at 2021-02-01"));
    CHECK_THAT(told, ContainsSubstring("policies at work there: more (task t01, level 150 %)"));
  }
}

}  // namespace waste::testing
