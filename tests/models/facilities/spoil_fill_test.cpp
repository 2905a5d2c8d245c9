
#include "tests/catch.h"
#include "tests/models/facilities/construction_world.h"

namespace waste::testing {
namespace {

double volume_of(const SmallWorld& world, const char* site, Channel channel) {
  const PolicySet policies = world.world().draw_policies(0);
  const Accounts accounts(world.world().district, policies, world.books());
  const SiteId at = world.world().district.site(site);
  return accounts.cubic_metres(channel, {0, world.books().months}, [&](const BookKey& key) { return key.site == at; });
}

}  // namespace

TEST_CASE("a fill takes its volume and not a load more, and whoever is told goes elsewhere") {
  auto world = construction_world(construction_sites(), "2021-01-01", {"sites.fill.volume=20000 m3"});
  world.run();
  const double filled = volume_of(world, "fill", Channel::landfilled);
  CHECK(filled <= 20'000);
  CHECK(filled > 20'000 - 17);
  CHECK(volume_of(world, "fill", Channel::turned_away) < 60 * 17.0);  // the loads on the road when the gate was closed
  CHECK(volume_of(world, "outside", Channel::received) > 50'000);
}

TEST_CASE("a fill without volume takes nothing, one that is full at the start neither") {
  for (const char* override : {"sites.fill.volume=0 m3", "sites.fill.filled=100 %"}) {
    auto world = construction_world(construction_sites(), "2020-04-01", {override});
    world.run();
    CHECK(world.sum("fill", Channel::landfilled, 0, 3) == 0);
    CHECK(world.sum("fill", Channel::turned_away, 0, 3) > 0);
  }
}

TEST_CASE("what lies in a fill at the start is a stock, not waste of the year") {
  auto world = construction_world(construction_sites(), "2020-02-01", {"sites.fill.filled=30 %"});
  world.run();
  CHECK(world.sum("fill", Channel::opening, 0, 1) == 300'000 * std::int64_t{1'600'000});
}

TEST_CASE("a volume in cubic metres needs a density, and says so") {
  CHECK_THROWS_WITH(construction_world(construction_sites(), "2020-02-01", {"streams.spoil.density=0 t/m3"}), ContainsSubstring("density"));
}

}  // namespace waste::testing
