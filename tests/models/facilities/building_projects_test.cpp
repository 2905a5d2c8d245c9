
#include "tests/catch.h"
#include "tests/models/facilities/construction_world.h"

namespace waste::testing {
namespace {

constexpr std::int64_t projects_a_year = 73;          // one every 5 days
constexpr std::int64_t spoil = 1'600'000'000, slurry = 130'000'000, structural = 160'000'000, demolition = 640'000'000;  // [g]

}  // namespace

TEST_CASE("with no variance a year of building makes the waste of the projects of a year, to the gram") {
  auto world = construction_world(construction_sites());
  world.run();
  CHECK(world.in_year("town", Channel::generated, 2021) == projects_a_year * (spoil + slurry + structural + demolition));
}

TEST_CASE("the first year finds as many projects under way as any other") {
  auto world = construction_world(construction_sites());
  const auto first_month = world.run().sum("town", Channel::generated, 0, 1);
  CHECK(first_month == Approx(world.sum("town", Channel::generated, 12, 13)).epsilon(0.05));
}

TEST_CASE("projects end, and each brings its floor area to the count of buildings, green or not") {
  auto green = construction_world(construction_sites());
  green.run();
  CHECK(green.in_year("town", Channel::checked, 2021) == projects_a_year * 2000);
  CHECK(green.in_year("town", Channel::passed, 2021) == projects_a_year * 2000);
  auto grey = construction_world(construction_sites(), "2022-01-01", {"sites.town.green=0 %"});
  CHECK(grey.run().in_year("town", Channel::passed, 2021) == 0);
}

TEST_CASE("what is built makes spoil, slurry and engineering waste; what is pulled down makes demolition waste") {
  const auto generated = [](const std::vector<std::string>& overrides) {
    auto world = construction_world(construction_sites(), "2022-01-01", overrides);
    return world.run().in_year("town", Channel::generated, 2021);
  };
  CHECK(generated({"sites.town.floor_area=4000 m2"}) == projects_a_year * (2 * (spoil + slurry + structural) + demolition));
  CHECK(generated({"sites.town.demolished=0 m2"}) == projects_a_year * (spoil + slurry + structural));
  CHECK(generated({"sites.town.structural=0.04 t/m2"}) == projects_a_year * (spoil + slurry + structural / 2 + demolition));
}

TEST_CASE("a tipper carries what the law allows, or what its body holds if that is less") {
  const auto largest = [](const std::vector<std::string>& overrides) {
    auto world = construction_world(construction_sites(), "2021-01-01", overrides);
    world.run();
    double most = 0;
    for (std::size_t i = 0; i < world.books().keys.size(); ++i) {
      if (world.books().keys[i].channel != Channel::sent) continue;
      for (const auto& month : world.books().row(i))
        if (month.count > 0) most = std::max(most, static_cast<double>(month.amount) / static_cast<double>(month.count));
    }
    return most;
  };
  CHECK(largest({}) == 15.5e6);
  CHECK(largest({"sites.town.body=8 m3"}) == 8 * 1.6e6);
}

TEST_CASE("no projects, no waste") {
  auto world = construction_world(construction_sites(), "2021-01-01", {"sites.town.projects=0 1/a"});
  world.run();
  CHECK(world.sum("town", Channel::generated, 0, 12) == 0);
  CHECK(world.sum("town", Channel::checked, 0, 12) == 0);
}

TEST_CASE("what is used on the site never leaves it, and a policy adds its share of the rest") {
  auto world = construction_world(construction_sites("    kept: 20 %\n") + R"(
policies:
  more: {kind: diversion, sites: [town], streams: [spoil], share: 50 %, starts: 2021-01-01}
)");
  world.run();
  const auto year = projects_a_year * (spoil + slurry + structural + demolition);
  const double used = 0.2 * static_cast<double>(year) + 0.8 * 0.5 * 73.0 * spoil;
  CHECK(world.in_year("town", Channel::utilised, 2021) == Approx(used).epsilon(1e-7));
  CHECK(world.in_year("town", Channel::sent, 2021) + world.in_year("town", Channel::utilised, 2021) ==
        Approx(static_cast<double>(year)).epsilon(1e-3));  // but for less than a tipper of each class
}

TEST_CASE("a boom of building doubles what is begun, not what is under way") {
  auto world = construction_world(construction_sites() + R"(
policies:
  boom: {kind: market_demand, sites: [town], change: 100 %, starts: 2021-01-01}
)",
                                  "2023-01-01");
  world.run();
  CHECK(world.in_year("town", Channel::checked, 2022) == Approx(2 * projects_a_year * 2000).epsilon(0.02));
  CHECK(world.in_year("town", Channel::checked, 2021) < 1.8 * projects_a_year * 2000);  // 100 days of it were begun before
}

TEST_CASE("a project designed under a policy makes less; one already begun is built as designed") {
  auto world = construction_world(construction_sites() + R"(
policies:
  green: {kind: source_reduction, sites: [town], streams: [spoil], reduction: 10 %, starts: 2021-01-01}
)",
                                  "2023-01-01");
  world.run();
  const std::int64_t rest = projects_a_year * (slurry + structural + demolition);
  CHECK(world.in_year("town", Channel::generated, 2022) - rest == Approx(0.9 * 73 * spoil).epsilon(1e-6));
  CHECK(world.in_year("town", Channel::generated, 2021) - rest > 0.905 * 73 * spoil);
}

TEST_CASE("spoil goes to projects that wait for fill, never more than they ordered") {
  const std::string usual = construction_sites();
  std::string other = usual.substr(usual.find("  town:"), usual.find("\n  fill:") + 1 - usual.find("  town:"));
  other.replace(other.find("town"), 4, "next");
  const std::string broker = "  exchange: {kind: spoil_exchange, place: here, patience: 200 d, farthest: 2 h, least: 100 t}\n" + other +
                             "    exchange: exchange\n    fill: 0.15 m3/m2\n";
  auto balanced = construction_world(construction_sites("    exchange: exchange\n    offered: 80 %\n", broker));
  const auto used = balanced.run().in_year("next", Channel::utilised, 2021);
  CHECK(used <= projects_a_year * 480'000'000 * 11 / 10);  // 300 m3 a project; orders of the year before may be open
  CHECK(used > projects_a_year * 480'000'000 * 3 / 4);     // what is left of an order below 100 t is not brokered
  auto nobody = construction_world(construction_sites("    exchange: exchange\n", broker));
  CHECK(nobody.run().in_year("next", Channel::utilised, 2021) == 0);
  CHECK(nobody.sum("exchange", Channel::unmet, 0, 24) > 0);  // bought elsewhere after 200 days
}

TEST_CASE("a restoration takes the share of the spoil that a policy brings there") {
  auto world = construction_world(construction_sites("    restoration: quarry\n", quarry) + R"(
policies:
  restore: {kind: diversion, sites: [quarry], streams: [spoil], share: 25 %, starts: 2021-01-01}
)");
  world.run();
  CHECK(world.in_year("quarry", Channel::received, 2020) == 0);
  CHECK(world.in_year("quarry", Channel::received, 2021) == Approx(0.25 * 73 * spoil).epsilon(0.01));
}

TEST_CASE("strict counts materials, annex also fill of projects, broad also restored land") {
  const std::string builders = "    kept: 10 %\n    sorted: 50 %\n    plants: [plant]\n    restoration: quarry\n";
  auto world = construction_world(construction_sites(builders, quarry + recycling("400 t/d")) + R"(
policies:
  restore: {kind: diversion, sites: [quarry], streams: [spoil], share: 25 %, starts: 2020-01-01}
)");
  world.run();
  const PolicySet policies = world.world().draw_policies(0);
  const Accounts accounts(world.world().district, policies, world.books());
  const auto value = [&](const char* kind) { return sim::Catalogue<Indicator>::find(kind)->make()->value(accounts, {12, 12}); };
  // Of 1600 m3: 160 on the site; of the debris, half of 450 m3, 80 % becomes aggregate; of the spoil, a quarter of 900 m3.
  CHECK(value("16.strict") == Approx(100 * 180 / 1600.0).epsilon(0.03));
  CHECK(value("16.annex") == Approx(100 * 340 / 1600.0).epsilon(0.03));
  CHECK(value("16.broad") == Approx(100 * 565 / 1600.0).epsilon(0.03));
  CHECK(value("6.annex") == 100);
}

TEST_CASE("smart dispatch brings back the sorted loads that went astray") {
  const auto received = [](const std::string& share) {
    const std::string builders = "    sorted: 50 %\n    astray: 20 %\n    plants: [plant]\n";
    const std::string smart = "{kind: diversion, sites: [plant], streams: [debris], starts: 2020-01-01, share: " + share + "}";
    auto world = construction_world(construction_sites(builders, recycling("400 t/d")) + "policies: {smart: " + smart + "}\n");
    return world.run().in_year("plant", Channel::received, 2021);
  };
  const double sorted = 0.5 * 73 * (structural + demolition);
  CHECK(received("0 %") == Approx(0.8 * sorted).epsilon(0.02));
  CHECK(received("50 %") == Approx(0.9 * sorted).epsilon(0.02));
  CHECK(received("100 %") == Approx(sorted).epsilon(0.02));
}

}  // namespace waste::testing
