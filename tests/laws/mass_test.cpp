
#include <cmath>
#include <set>

#include "engine/base/error.h"
#include "tests/catch.h"
#include "tests/laws/district.h"

namespace waste::testing {
namespace {

const std::vector<std::string> scenarios{
    "baseline",         "plan", "late", "gypsum_slump", "growth_1286", "incinerator_outage", "no_whitelist", "wider_whitelist", "pandemic",
    "construction_boom"};

struct NoProblems final : Problems {
  void add(const std::string& parameter, const sim::Message& message, const sim::Message&) override {
    FAIL(parameter << ": " << message.en);
  }
};

/// Multiplies every parameter that counts grams, the cubic metres that weigh so many, or the square metres from which they arise, of
/// every facility.
void scale_masses(World& world, std::int64_t k) {
  for (SiteId site = 0; site < world.district.sites.size(); ++site) {
    const auto& kind = *sim::Catalogue<Facility>::find(world.district.sites[site].kind);
    for (std::size_t i = 0; i < kind.parameters.size(); ++i) {
      const std::string unit = kind.parameters[i].unit;
      const bool mass = (unit == "g" || unit.starts_with("g/")) && !unit.ends_with("/m2");
      if (!mass && unit != "m3" && unit != "m2") continue;
      auto slot = kind.slot(*world.facilities[site], i);
      if (auto** whole = std::get_if<std::int64_t*>(&slot)) **whole *= k;
    }
    NoProblems problems;  // what was derived from the parameters follows them
    if (std::string_view(kind.name) == "building_projects") world.facilities[site]->prepare(world.district, problems);
  }
}

/// Tonnes of a channel over the whole run.
double total(const Books& books, Channel channel) {
  double sum = 0;
  for (std::size_t i = 0; i < books.keys.size(); ++i)
    if (books.keys[i].channel == channel)
      for (const BookEntry& entry : books.row(i)) sum += static_cast<double>(entry.amount) * 1e-6;
  return sum;
}

}  // namespace

TEST_CASE("mass closes at 0 g for every site, stream and day, under every scenario") {
  std::set<std::string> different;
  // In summer 2024 every policy of the plan is at work, late ones too, and so is the outage.
  for (const auto& name : scenarios) {
    CAPTURE(name);
    const auto world = district(name, {"base_year=2024-05", "period.starts=2024-05-01"}, "2024-08-01");
    Replica running(*world, 0);
    const Books books = *running.finish(go_on);  // throws when one gram is missing
    REQUIRE(books.closing_error == 0);
    REQUIRE(books.checks >= 92 * (world->district.sites.size() + 1) * world->district.streams.size());
    different.insert(to_bytes({0, 0, 0, books, {}}));
  }
  // Each is another life of the district, but the pandemic is over by then, and rubbish grows from the year after the base year on.
  REQUIRE(different.size() == scenarios.size() - 2);
}

TEST_CASE("the mass check sees one gram that nobody booked") {
  Ledger ledger(1, 1, sim::month_number(*sim::parse_time("2020")), 1);
  const std::vector<Stream> streams{Stream{.id = "rubbish", .category = Category::rubbish}};
  const sim::Fact fact{0, no_site, static_cast<std::uint16_t>(Channel::generated), 0, 1000, 0};
  ledger.record({}, fact);
  const Holding right{0, 1000, 0}, wrong{0, 1001, 0};
  ledger.check_site(0, {&right, 1}, "here", streams);
  REQUIRE_THROWS_WITH(ledger.check_site(0, {&wrong, 1}, "here", streams),
                      ContainsSubstring("'here'") && ContainsSubstring("difference 1 g"));
  REQUIRE_THROWS_WITH(ledger.check_road({&right, 1}, streams), ContainsSubstring("on the road"));
}

TEST_CASE("a load that nobody has booked shows in the closing figure of the books") {
  Ledger ledger(1, 1, sim::month_number(*sim::parse_time("2020")), 1);
  const std::vector<Stream> streams{Stream{.id = "rubbish", .category = Category::rubbish}};
  const Holding stray{0, 42, 0};
  REQUIRE_THROWS_AS(ledger.check_site(0, {&stray, 1}, "here", streams), sim::Error);
  ledger.close_month();
  REQUIRE(ledger.take().closing_error == 42);
}

TEST_CASE("rubbish beyond the transfer stations is hauled past them or lies on the street, and the books say so") {
  const auto world = district("growth_1286", {"sites.town_yudong.per_head=6 kg/person/d"}, "2020-04-01");
  Replica running(*world, 0);
  const Books books = *running.finish(go_on);
  REQUIRE(total(books, Channel::hauled_direct) > 0);
  REQUIRE(total(books, Channel::turned_away) > 0);
  REQUIRE(total(books, Channel::overflowed) > 0);
}

TEST_CASE("every vehicle is in exactly one place at every instant") {
  const auto world = district("plan", {"policies.more_vehicles.starts=2020-02-01"});
  Replica running(*world, 0);
  for (sim::Time t = world->district.start; t < world->district.end; t += sim::Duration{34'567}) {
    REQUIRE(running.run_until(t, go_on));
    const auto [seen, owned] = running.vehicles();
    REQUIRE(seen == owned);
  }
}

TEST_CASE("all masses, payloads and capacities times k give all flows times k") {
  const auto world = district("baseline"), larger = district("baseline");
  scale_masses(*larger, 3);
  Replica one(*world, 0), three(*larger, 0);
  const Books a = *one.finish(go_on), b = *three.finish(go_on);
  for (const Channel channel :
       {Channel::generated, Channel::received, Channel::consumed, Channel::produced, Channel::utilised, Channel::landfilled}) {
    CAPTURE(info(channel).name);
    REQUIRE(total(a, channel) > 0);
    REQUIRE(total(b, channel) == Approx(3 * total(a, channel)).epsilon(5e-3));  // rounding moves a few loads over midnight
  }
}

TEST_CASE("dry mass is conserved when water leaves") {
  const auto world = district("baseline");
  Replica running(*world, 0);
  const Books books = *running.finish(go_on);
  const SiteId dryer = world->district.site("dryer");
  REQUIRE(dryer != no_site);
  std::int64_t dry_in = 0, dry_out = 0, evaporated = 0, water_lost = 0;
  for (std::size_t i = 0; i < books.keys.size(); ++i) {
    if (books.keys[i].site != dryer) continue;
    for (const BookEntry& entry : books.row(i)) {
      if (books.keys[i].channel == Channel::consumed) dry_in += entry.amount - entry.water;
      if (books.keys[i].channel == Channel::added) dry_in += entry.amount - entry.water;  // the ash of the fuel
      if (books.keys[i].channel == Channel::produced) dry_out += entry.amount - entry.water;
      if (books.keys[i].channel == Channel::emitted) evaporated += entry.amount, water_lost += entry.water;
    }
  }
  REQUIRE(dry_in > 0);
  REQUIRE(dry_in == dry_out);
  REQUIRE(evaporated == water_lost);
}

}  // namespace waste::testing
