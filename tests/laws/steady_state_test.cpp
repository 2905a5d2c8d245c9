
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>

#include "models/assessment/balance.h"
#include "tests/catch.h"
#include "tests/laws/district.h"

namespace waste::testing {
namespace {

// Nothing varies: 360 t/d in loads of 30 t, two lines that never fail, yields that divide evenly.
constexpr const char* plain_chain = R"(
format: 1
title: {zh: 稳态, en: Steady state}
period: {starts: 2021-01-01, ends: 2021-04-01}
driving: {low: 100 %, mode: 100 %, high: 100 %}
places: {here: {inside: yes}}
streams:
  rubbish: {category: rubbish}
  bottom_ash: {category: general_industrial}
  fly_ash: {category: hazardous}
  bound_ash: {category: hazardous, counts_as: fly_ash}
sites:
  source: {kind: producer, place: here, rate: 360 t/d, payload: 30 t, stream: rubbish, outlet: plant}
  plant:
    kind: incinerator
    place: here
    line_capacity: 300 t/d
    lines: 2
    tipping: 20 min
    bunker: 2000 t
    streams: [rubbish]
    bottom_ash_yield: 20 %
    fly_ash_yield: 5 %
    leachate_yield: 20 %
    ash_truck: 6 t
    fly_ash_tanker: 6 t
    bottom_ash: bottom_ash
    fly_ash: fly_ash
    bottom_ash_outlet: builder
    fly_ash_outlet: binder
  builder: {kind: outlet, place: here, accepts: [bottom_ash], capacity: 1000 t/d, yard: 1000 t}
  binder: {kind: stabiliser, place: here, solution: 30 %, capacity: 100 t/d, ash: fly_ash, product: bound_ash, outlet: cell}
  cell: {kind: outlet, place: here, accepts: [bound_ash], utilised: 0 %, buries: yes, capacity: 1000 t/d, yard: 1000 t}
)";

/// Grams of a channel in March, the third month, when everything flows evenly.
double march(const World& world, const Books& books, Channel channel, const char* stream) {
  double sum = 0;
  for (std::size_t i = 0; i < books.keys.size(); ++i)
    if (books.keys[i].channel == channel && world.district.streams[books.keys[i].stream].id == stream)
      sum += static_cast<double>(books.row(i)[2].amount);
  return sum;
}

/// x = (I - A)^-1 f over the streams: A[i][j] is what becomes of stream j as stream i, f what arises; all from the flow interfaces.
std::vector<double> linear_balance(const World& world) {
  std::vector<double> f(world.district.streams.size(), 0.0);
  std::vector<Gain> gains;
  const PolicySet policies = world.draw_policies(0);
  for (const auto& facility : world.facilities) {
    const FlowInterface interface = facility->flow_interface(policies, world.district.start);
    for (const auto& source : interface.sources) f[source.stream] += static_cast<double>(source.rate);
    for (const auto& change : interface.conversions) gains.push_back({change.to, change.from, change.yield});
  }
  return steady_state(f, gains);
}

/// Grams of a channel in the first year, by (site, stream).
std::map<std::pair<SiteId, StreamId>, double> year(const Books& books, Channel channel) {
  std::map<std::pair<SiteId, StreamId>, double> sums;
  for (std::size_t i = 0; i < books.keys.size(); ++i)
    if (books.keys[i].channel == channel)
      for (const auto& month : books.row(i)) sums[{books.keys[i].site, books.keys[i].stream}] += static_cast<double>(month.amount);
  return sums;
}

double value_or_zero(const std::map<std::pair<SiteId, StreamId>, double>& sums, std::pair<SiteId, StreamId> key) {
  const auto it = sums.find(key);
  return it == sums.end() ? 0 : it->second;
}

double of_site(const std::map<std::pair<SiteId, StreamId>, double>& sums, SiteId site) {
  double sum = 0;
  for (const auto& [key, grams] : sums) sum += key.first == site ? grams : 0;
  return sum;
}

/// Every parameter of the district that makes chance, set to none: `noise`, paths of drivers, festivals, failures, driving times.
std::vector<std::string> no_variance() {
  const auto base = scenario("baseline");
  std::vector<std::string> overrides{"drivers=null", "common_causes=null", "driving.low=100 %", "driving.mode=100 %", "driving.high=100 %"};
  for (const auto& site : base.root().find("sites")->entries)
    if (site.value.find("noise")) overrides.push_back("sites." + site.key + ".noise=0");
  return overrides;
}

}  // namespace

TEST_CASE("with no variance the flows are the linear mass balance") {
  const auto path = std::filesystem::temp_directory_path() / ("wufei-steady-" + std::to_string(::getpid()) + ".yaml");
  std::ofstream(path) << plain_chain;
  const auto world = build_world(Scenario::read(path.string()));
  std::filesystem::remove(path);
  Replica running(*world, 0);
  const Books books = *running.finish(go_on);

  const std::vector<double> x = linear_balance(*world);  // [g/d]
  const auto balanced = [&](const char* stream) { return std::round(31 * x[world->district.stream(stream)]); };  // [g]
  REQUIRE(balanced("rubbish") == Approx(31 * 360e6).epsilon(1e-12));
  REQUIRE(balanced("bound_ash") == Approx(31 * 360e6 * 0.05 * 1.3).epsilon(1e-12));

  // To the gram: a day is 12 loads of 30 t, an hour of burning 15 t, 12 trucks of bottom ash a day, 3 tankers of fly ash.
  CHECK(march(*world, books, Channel::generated, "rubbish") == balanced("rubbish"));
  CHECK(march(*world, books, Channel::consumed, "rubbish") == balanced("rubbish"));
  CHECK(march(*world, books, Channel::produced, "bottom_ash") == balanced("bottom_ash"));
  CHECK(march(*world, books, Channel::utilised, "bottom_ash") == Approx(balanced("bottom_ash")).margin(6e6));
  CHECK(march(*world, books, Channel::produced, "fly_ash") == balanced("fly_ash"));
  CHECK(march(*world, books, Channel::landfilled, "bound_ash") == Approx(balanced("bound_ash")).margin(7.8e6));
}

// The whole district: limits, seasons and opening stocks make the shares of a stream that each plant gets its own, so these are
// taken from the books; what must then agree is every tonne of every stream that is made from another.
TEST_CASE("without variance the whole district is the linear mass balance of what arises in it", "[steady]") {
  const auto world = district("baseline", no_variance(), "2021-01-01");
  Replica running(*world, 0);
  const Books books = *running.finish(go_on);
  const auto consumed = year(books, Channel::consumed), produced = year(books, Channel::produced);
  const auto generated = year(books, Channel::generated), received = year(books, Channel::received);
  std::vector<double> f(world->district.streams.size(), 0.0), made(f), arisen;
  for (const Channel channel : {Channel::generated, Channel::imported})
    for (const auto& [key, grams] : year(books, channel)) f[key.second] += grams;
  for (const auto& [key, grams] : produced) made[key.second] += grams;
  arisen = f;
  for (std::size_t i = 0; i < made.size(); ++i) arisen[i] += made[i];
  std::vector<Gain> gains;
  for (SiteId site = 0; site < world->district.sites.size(); ++site) {
    const auto changes = world->facilities[site]->flow_interface(running.policies(), world->district.start).conversions;
    const double in = of_site(consumed, site), out = of_site(produced, site);
    for (const auto& change : changes) {
      if (value_or_zero(consumed, {site, change.from}) == 0) continue;
      double yields = 0;
      for (const auto& other : changes) yields += other.from == change.from ? other.yield : 0;
      // A plant works up what it takes in. A site that only sorts, and so loses nothing, states what part of all that passes it turns.
      const double turned = in == out && yields < 0.999
                                ? value_or_zero(generated, {site, change.from}) + value_or_zero(received, {site, change.from})
                                : value_or_zero(consumed, {site, change.from});
      gains.push_back({change.to, change.from, change.yield * turned / arisen[change.from]});
    }
  }
  REQUIRE(gains.size() >= 3);
  const auto x = steady_state(f, gains);
  std::size_t compared = 0;
  for (StreamId stream = 0; stream < x.size(); ++stream) {
    if (made[stream] == 0) continue;
    INFO(world->district.streams[stream].id << ": solved " << x[stream] / 1e6 << " t, simulated " << arisen[stream] / 1e6 << " t");
    CHECK(x[stream] == Approx(arisen[stream]).epsilon(0.005).margin(60e6));  // two loads of what is still being made
    ++compared;
  }
  CHECK(compared >= 3);
}

}  // namespace waste::testing
