// One replica divided into regions gives the books of the undivided one, to the bit.
#include "engine/base/team.h"
#include "models/world/partition.h"
#include "tests/catch.h"
#include "tests/laws/district.h"

namespace waste::testing {
namespace {

std::string divided_books(const World& world, const Partition& division, unsigned threads) {
  sim::Team team(threads);
  Replica running(world, 0, nullptr, &division);
  ReplicaResult result;
  result.books = *running.finish(go_on, &team);
  result.events = running.simulation().events();
  result.acted = running.policies().acted();
  return to_bytes(result);
}

/// Sites dealt out at random.
std::vector<std::uint32_t> at_random(const World& world, std::uint32_t regions) {
  sim::Random random(5, regions, 0, 0);
  std::vector<std::uint32_t> region_of;
  for (std::size_t site = 0; site < world.district.sites.size(); ++site)
    region_of.push_back(static_cast<std::uint32_t>(random.below(regions)));
  return region_of;
}

std::vector<std::uint32_t> by_place(const World& world) {
  std::vector<std::uint32_t> region_of;
  for (const Site& site : world.district.sites) region_of.push_back(site.place);
  return region_of;
}

}  // namespace

TEST_CASE("the district divided anyhow into regions gives the same books on any number of threads") {
  const auto world = district("plan", {}, "2020-02-01");
  const std::string whole = books_of(*world);
  for (const unsigned threads : {1u, 2u, 3u}) {
    INFO(threads << " threads");
    CHECK(divided_books(*world, divided(*world, at_random(*world, 2)), threads) == whole);
    CHECK(divided_books(*world, divided(*world, at_random(*world, 5)), threads) == whole);
    CHECK(divided_books(*world, divided(*world, by_place(*world)), threads) == whole);
  }
}

TEST_CASE("several districts, each a region, give the same books as all of them undivided") {
  const auto world = district("baseline",
                              {"districts={a: {city: x, province: p}, b: {city: x, province: p, size: 0.5, distance: 1.2}, "
                               "c: {city: y, province: p, size: 1.5}}",
                               "notice_between=1 h"},
                              "2020-02-01");
  REQUIRE(world->district.districts == 3);
  const Partition division = by_district(*world);
  REQUIRE(division.regions() == 3);
  CHECK(division.lookahead > sim::Duration{600});
  const std::string whole = books_of(*world);
  for (const unsigned threads : {1u, 2u, 3u}) CHECK(divided_books(*world, division, threads) == whole);
}

TEST_CASE("a division names every site once and knows its place in the region") {
  const auto world = district("baseline");
  const Partition division = divided(*world, at_random(*world, 4));
  std::size_t sites = 0;
  for (std::uint32_t region = 0; region < division.regions(); ++region)
    for (std::uint32_t i = 0; i < division.sites[region].size(); ++i, ++sites) {
      const SiteId site = division.sites[region][i];
      CHECK(division.region_of[site] == region);
      CHECK(division.position[site] == i);
    }
  CHECK(sites == world->district.sites.size());
}

}  // namespace waste::testing
