// Two towns and a road of 30 km, 27 minutes: with 10 minutes of streets a haul takes 37 minutes. Town `a` digs and needs no fill;
// town `b` needs fill and digs nothing. Each begins a project every 5 days.

#include "tests/catch.h"
#include "tests/models/facilities/construction_world.h"

namespace waste::testing {
namespace {

struct Broker {
  std::string farthest = "60 min", patience = "200 d", least = "100 t";
};

std::string town(const std::string& id, const std::string& place, const std::string& more) {
  const std::string usual = construction_sites();
  std::string text = usual.substr(usual.find("  town:"), usual.find("\n  fill:") + 1 - usual.find("  town:"));
  text.replace(text.find("town"), 4, id);
  text.replace(text.find("place: here"), 11, "place: " + place);
  return text + "    exchange: exchange\n" + more;
}

/// `a` and `b`: what differs from the usual town.
SmallWorld two_towns(const Broker& broker, const std::string& a, const std::string& b, const std::string& policies = "",
                     const std::vector<std::string>& overrides = {}) {
  const std::string usual = construction_sites();
  const std::string broker_text = "  exchange: {kind: spoil_exchange, place: here, patience: " + broker.patience +
                                  ", farthest: " + broker.farthest + ", least: " + broker.least + "}\n";
  return SmallWorld("roads: {road: {from: here, to: there, length: 30 km, speed: 66 km/h}}\nsites:\n" + town("a", "here", a) +
                        town("b", "there", b) + usual.substr(usual.find("\n  fill:") + 1) + broker_text + policies,
                    "2022-01-01", overrides, construction_streams, "{here: {}, there: {}}");
}

const std::string digs = "    offered: 60 %\n", fills = "    fill: 0.15 m3/m2\n";

/// Spoil that `b` filled in during 2021 [g].
std::int64_t filled_in(const Broker& broker, const std::vector<std::string>& overrides = {}) {
  return two_towns(broker, digs, fills, "", overrides).run().in_year("b", Channel::utilised, 2021);
}

}  // namespace

TEST_CASE("spoil goes over the road to the town that wants fill, and never comes from the town itself") {
  auto world = two_towns({}, digs + fills, fills);
  world.run();
  CHECK(world.in_year("b", Channel::received, 2021) > 0);
  CHECK(world.in_year("a", Channel::received, 2021) == 0);  // b offers nothing, and what a offers is not for a
  const District& district = world.world().district;
  for (const BookKey& key : world.books().keys)
    if (key.channel == Channel::sent) CHECK_FALSE((key.site == district.site("a") && key.counterpart == key.site));
}

TEST_CASE("a town alone exchanges nothing with itself; what it keeps is its own reuse") {
  auto world = two_towns({}, digs + fills + "    kept: 20 %\n", "", "", {"sites.b.projects=0 1/a"});
  world.run();
  CHECK(world.in_year("a", Channel::received, 2021) == 0);
  CHECK(world.in_year("a", Channel::utilised, 2021) == Approx(0.2 * world.in_year("a", Channel::generated, 2021)).epsilon(1e-6));
}

TEST_CASE("each parameter of the exchange has an effect: how far, how long, how little") {
  CHECK(filled_in({.farthest = "30 min"}) == 0);  // the haul takes 37
  CHECK(filled_in({.farthest = "40 min"}) > 0);
  const std::vector<std::string> seldom{"sites.a.projects=12 1/a"};
  CHECK(filled_in({.patience = "3 d"}, seldom) < filled_in({.patience = "200 d"}, seldom));
  CHECK(filled_in({.least = "2000 t"}) == 0);  // a project offers 960 t
  CHECK(filled_in({.least = "100 t"}) > 0);
}

TEST_CASE("a site that policies make use its own spoil wants so much less from others") {
  const auto received = [](const std::string& share) {
    auto world = two_towns({}, digs, fills,
                           "policies: {own: {kind: diversion, sites: [b], streams: [spoil], share: " + share + ", starts: 2020-01-01}}\n");
    return world.run().in_year("b", Channel::received, 2021);
  };
  const std::int64_t usual = received("0 %");
  CHECK(usual > 0);
  CHECK(received("15 %") < usual * 3 / 4);  // 150 of 300 m3
  CHECK(received("30 %") == 0);
}

}  // namespace waste::testing
